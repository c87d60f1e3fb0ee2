// deckle convert FILE... -o OUT: documents without a job.
#include "cli/commands.hpp"
#include "cli/conversion.hpp"
#include "cli/locked.hpp"
#include "cli/several.hpp"

namespace deckle {
namespace {

constexpr const char* examples =
    "  deckle convert notes.md -o notes.html -s          a page of its own\n"
    "  deckle convert notes.md -t html                   a fragment, to standard output\n"
    "  curl -s URL | deckle convert -f markdown -t json  from a pipe\n"
    "  deckle convert notes.md -o out.md -t gfm --transform shift-headings:by=1\n"
    "  deckle convert notes.md -o notes.html -s -M lang=de --exporter-option toc=true\n"
    "  deckle convert notes.md -o notes.html -s --resources embed   one file, its images inside\n"
    "  deckle convert strange.md -t html --limit time=5s --limit memory=200MiB\n"
    "  deckle convert docs -t html -o site/              a folder: one page for each document\n"
    "  deckle convert one.md two.md -o book.html -s      several, joined in this order\n"
    "  deckle convert -f markdown-footnotes notes.md -t html   an extension switched off\n"
    "\nThe options of a format or transform: deckle plugins show NAME\n";

// Why these inputs cannot go there; empty: they can.
std::string wrong_places(const Conversion& said) {
  for (const std::string& input : said.inputs) {
    if (input.empty()) return "a file name is empty";
    if (input == "-" && is_of_several(said)) return "standard input is one document: name a file with -o";
    if (is_folder(input) && !is_folder(said.output))
      return said.output == "-" ? "\"" + input + "\" is a folder: name one to write to, -o OUT/"
                                : "\"" + input + "\" is a folder, and so must be the output: -o " + said.output +
                                      "/; to join what is in it, name its files";
  }
  if (said.output.empty()) return "a file name is empty";
  if (is_folder(said.output) && said.inputs.empty()) return "standard input is one document: name a file with -o";
  if (is_folder(said.output) && said.to.empty())
    return "which format is wanted in \"" + said.output + "\"? name it with -t";
  if (!said.resources.empty() && !said.extract_media.empty())
    return "--resources and --extract-media say different things";
  if (said.resources == "copy" && said.output == "-")
    return "--resources copy needs a file to lay copies beside: -o OUT";
  return {};
}

}  // namespace

int convert_command(int count, char** arguments) {
  CommonOptions common;
  Conversion said;
  Arguments parser("convert", "Converts a document, or several: into a folder, or joined into one file.", examples);
  parser.operands("FILE", said.inputs, "The documents, or folders of them; - or nothing: standard input");
  add_shared(parser, said);
  parser.value("-t,--to", said.to, "FORMAT", "Format of the output (guessed from its suffix)");
  parser.flag("-s,--standalone", said.standalone, "Write a whole page, not a fragment");
  parser.values("-M,--metadata", said.metadata, "KEY=VALUE", "Set metadata");
  parser.choice("--resources", said.resources, {"keep", "link", "copy", "embed"},
                "Images and files: addresses kept, linked, files copied or embedded (keep to a stream, link from a "
                "file, copy into a folder)");
  parser.choice("--on-exists", said.on_exists, {"replace", "skip", "fail"},
                "What to do with an output that is there already (replace)");
  parser.value("--extract-media", said.extract_media, "DIR", "Put all images and media into DIR");
  parser.values("--resource-path", said.resource_path, "DIR[:DIR...]", "Further folders that the document may reach");
  parser.values("--limit", said.limits, "NAME=VALUE",
                "At most so much for a document: time=10s, memory=1GiB, output, nodes, depth or expansion, as run: "
                "limits of a job has them");
  add_locked(parser, said.locked);
  add_run_arguments(parser, said.run);
  add_common(parser, common);
  if (const auto exit_code = parser.parse(count, arguments)) return *exit_code;

  if (const std::string wrong = wrong_places(said); !wrong.empty()) return usage_error("convert", wrong);
  Session session(common);
  return convert(session, said);
}

}  // namespace deckle
