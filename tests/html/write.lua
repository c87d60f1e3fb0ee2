-- Reads texts and writes their trees and pages: a line of the file $LIST says format, text, and where both are to go. What
-- cannot be read has none.
function Pandoc()
  local options = pandoc.WriterOptions { html_math_method = "mathjax", wrap_text = "preserve" }
  for line in io.lines(os.getenv("LIST")) do
    local format, from, to = line:match("^(%S+)\t([^\t]+)\t([^\t]+)$")
    local input = io.open(from, "rb")
    local is_read, document = pcall(pandoc.read, input:read("a"), format)
    input:close()
    local made = is_read and { json = pandoc.write(document, "json"), html = pandoc.write(document, "html5", options) } or {}
    for suffix, written in pairs(made) do
      local output = io.open(to .. "." .. suffix, "wb")
      output:write(written)
      output:close()
    end
  end
end
