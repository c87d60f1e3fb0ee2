// deckle convert FILE -o OUT: one document, without a job.
#include <filesystem>

#include "cli/commands.hpp"
#include "cli/conversion.hpp"

namespace deckle {
namespace {

constexpr const char* examples =
    "  deckle convert notes.md -o notes.html -s          a page of its own\n"
    "  deckle convert notes.md -t html                   a fragment, to standard output\n"
    "  curl -s URL | deckle convert -f markdown -t json  from a pipe\n"
    "  deckle convert notes.md -o out.md -t gfm --transform shift-headings:by=1\n"
    "  deckle convert notes.md -o notes.html -s -M lang=de --exporter-option toc=true\n"
    "  deckle convert notes.md -o notes.html -s --resources embed   one file, its images inside\n"
    "\nThe options of a format or transform: deckle plugins show NAME\n";

bool is_folder(const std::string& path) {
  std::error_code unknown;
  return path.back() == '/' || std::filesystem::is_directory(path, unknown);
}

}  // namespace

int convert_command(int count, char** arguments) {
  CommonOptions common;
  Conversion said;
  Arguments parser("convert", "Converts one document.", examples);
  add_shared(parser, said);
  parser.value("-t,--to", said.to, "FORMAT", "Format of the output (guessed from its suffix)");
  parser.flag("-s,--standalone", said.standalone, "Write a whole page, not a fragment");
  parser.values("-M,--metadata", said.metadata, "KEY=VALUE", "Set metadata");
  parser.choice("--resources", said.resources, {"keep", "link", "copy", "embed"},
                "What becomes of images and files: addresses stay (to a stream); lead to the original (to a file); "
                "copies beside OUT; inside of OUT");
  parser.value("--extract-media", said.extract_media, "DIR", "Put all images and media into DIR");
  parser.values("--resource-path", said.resource_path, "DIR[:DIR...]", "Further folders that the document may reach");
  add_common(parser, common);
  if (const auto exit_code = parser.parse(count, arguments)) return *exit_code;

  if (said.input.empty() || said.output.empty()) return usage_error("convert", "a file name is empty");
  if (said.input != "-" && is_folder(said.input))
    return usage_error("convert", "\"" + said.input + "\" is a folder; a job converts folders: deckle run JOB.yaml");
  if (said.output != "-" && is_folder(said.output))
    return usage_error("convert", "\"" + said.output + "\" is a folder; name the file to write");
  if (!said.resources.empty() && !said.extract_media.empty())
    return usage_error("convert", "--resources and --extract-media say different things");
  if (said.resources == "copy" && said.output == "-")
    return usage_error("convert", "--resources copy needs a file to lay copies beside: -o OUT");
  Session session(common);
  return convert(session, said);
}

}  // namespace deckle
