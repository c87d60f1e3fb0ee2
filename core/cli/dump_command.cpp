// deckle dump FILE: the document as text, every node with its attributes and place.
#include "cli/commands.hpp"
#include "cli/conversion.hpp"

namespace deckle {

int dump_command(int count, char** arguments) {
  CommonOptions common;
  Conversion said;
  said.to = "dump";
  Arguments parser("dump", "Shows a document as Deckle sees it: its nodes, attributes and where they came from.",
                   "  deckle dump notes.md\n  deckle dump notes.md --transform smart     after a transform\n");
  parser.operand("FILE", said.input, "The document; - or nothing: standard input");
  parser.value("-f,--from", said.from, "FORMAT", "Its format (found by content and name)");
  parser.value("-o,--output", said.output, "OUT", "Where to; - or nothing: standard output");
  parser.values("--reader-option", said.reader_options, "K=V", "Set an option of the reader");
  parser.values("--exporter-option", said.exporter_options, "K=V", "Set an option of the dump");
  parser.values("--transform", said.transforms, "NAME[:K=V,...]", "Apply a transform first; may be repeated");
  add_common(parser, common);
  if (const auto exit_code = parser.parse(count, arguments)) return *exit_code;
  Session session(common);
  return convert(session, said);
}

}  // namespace deckle
