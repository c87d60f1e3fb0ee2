// deckle plugin new NAME: for those who write plugins.
#include <fmt/format.h>

#include "cli/commands.hpp"
#include "cli/new_plugin.hpp"
#include "cli/session.hpp"

namespace deckle {
namespace {

int write_new(Session& session, const NewPlugin& wanted) {
  const auto files = real_files();
  if (const Result<void> written = write_new_plugin(*files, wanted); !written) {
    session.printer().print(written.problem());
    const std::string& code = written.problem().code;
    return code == "plugin.name" || code == "plugin.exists" ? 2 : 1;
  }
  if (const auto missing = missing_tool(wanted)) session.printer().print(*missing);
  if (!session.options().quiet)
    fmt::print(stderr, "{}/ is written: a {} that works, with a case that tests it\nTry:\n{}", wanted.name, wanted.role,
               first_commands(wanted));
  return 0;
}

}  // namespace

int plugin_command(int count, char** arguments) {
  CommonOptions common;
  std::string what;
  NewPlugin wanted;
  bool is_reader = false, is_transform = false, is_exporter = false;
  Arguments parser("plugin", "For those who write plugins: a folder to begin with.",
                   "  deckle plugin new my-format --reader          a format that can be read\n"
                   "  deckle plugin new my-format --exporter        one that can be written\n"
                   "  deckle plugin new my-change --transform --lang c\n");
  parser.choice("WHAT", what, {"new"}, "What to do");
  parser.operand("NAME", wanted.name, "Its name, and that of the folder: small letters, digits, hyphens", true);
  parser.flag("--reader", is_reader, "It makes a document of bytes");
  parser.flag("--transform", is_transform, "It changes a document");
  parser.flag("--exporter", is_exporter, "It writes a document");
  parser.choice("--lang", wanted.language, {"cpp", "c"}, "The language it is written in (cpp)");
  add_common(parser, common);
  if (const auto exit_code = parser.parse(count, arguments)) return *exit_code;
  if (is_reader + is_transform + is_exporter != 1)
    return usage_error("plugin", "say what it is to be, by one of --reader, --transform and --exporter");
  wanted.role = is_reader ? "reader" : is_transform ? "transform" : "exporter";
  if (wanted.language.empty()) wanted.language = "cpp";
  Session session(common);
  return write_new(session, wanted);
}

}  // namespace deckle
