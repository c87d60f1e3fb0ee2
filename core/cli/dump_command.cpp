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
  std::string file = "-";
  parser.operand("FILE", file, "The document; - or nothing: standard input");
  add_shared(parser, said);
  add_common(parser, common);
  if (const auto exit_code = parser.parse(count, arguments)) return *exit_code;
  said.inputs = {file};
  if (is_of_several(said)) return usage_error("dump", "it shows one document");
  Session session(common);
  return convert(session, said);
}

}  // namespace deckle
