-- Reads many texts in one process of pandoc: a line of the file $LIST says format, text and where its tree is to go.
local columns = pandoc.ReaderOptions{columns = 72} -- those of its command line

function Pandoc()
  for line in io.lines(os.getenv("LIST")) do
    local format, from, to = line:match("^(%S+)\t([^\t]+)\t([^\t]+)$")
    local input = io.open(from, "rb")
    local text = input:read("a")
    input:close()
    local read, tree = pcall(function() return pandoc.write(pandoc.read(text, format, columns), "json") end)
    local output = io.open(to .. ".part", "wb")
    output:write(read and tree or "")
    output:close()
    os.rename(to .. ".part", to)
  end
end
