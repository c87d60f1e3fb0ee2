// deckle plugins and deckle probe: their arguments.
#include "cli/commands.hpp"
#include "cli/plugins_command.hpp"
#include "cli/probe_command.hpp"
#include "cli/session.hpp"

namespace deckle {

int plugins_command(int count, char** arguments) {
  CommonOptions common;
  std::string what = "list", name;
  bool json = false;
  Arguments parser("plugins", "Says which plugins there are and what they offer.",
                   "  deckle plugins                 all readers, transforms and exporters\n"
                   "  deckle plugins show html       what a format can do, and its options\n"
                   "  deckle plugins why [NAME]      where plugins were looked for; why one was not taken\n"
                   "  deckle plugins kinds           the vocabulary of documents\n");
  parser.choice("WHAT", what, {"list", "show", "why", "kinds"}, "What to say (list)");
  parser.operand("NAME", name, "A format, transform or plugin");
  parser.flag("--json", json, "As JSON (list, show, kinds)");
  add_common(parser, common);
  if (const auto exit_code = parser.parse(count, arguments)) return *exit_code;

  if (what == "kinds") return plugins_kinds(json, stdout);
  Session session(common);
  if (what == "list") return plugins_list(session.discovery(), json, stdout);
  if (what == "why") return plugins_why(session.discovery(), name, stdout);
  if (name.empty()) return usage_error("plugins", "show what? Name a format, transform or plugin");
  return plugins_show(session.discovery(), name, json, stdout, stderr);
}

int probe_command(int count, char** arguments) {
  CommonOptions common;
  std::string file;
  Arguments parser("probe", "Says which reader a file is for, and why.", "  deckle probe letter.docx\n");
  parser.operand("FILE", file, "The file", true);
  add_common(parser, common);
  if (const auto exit_code = parser.parse(count, arguments)) return *exit_code;
  Session session(common);
  return probe_file(session.discovery(), session.loader(), file, stdout, stderr);
}

}  // namespace deckle
