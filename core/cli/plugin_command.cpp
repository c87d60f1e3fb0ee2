// deckle plugin new NAME, deckle plugin check LIB: for those who write plugins.
#include <fmt/format.h>

#include "cli/commands.hpp"
#include "cli/new_plugin.hpp"
#include "cli/plugin_check.hpp"
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
  PluginCheckWishes check;
  bool is_reader = false, is_transform = false, is_exporter = false;
  Arguments parser("plugin",
                   "For those who write plugins: a folder to begin with, and whether a plugin keeps its promises.",
                   "  deckle plugin new my-format --reader          a format that can be read\n"
                   "  deckle plugin new my-format --exporter        one that can be written\n"
                   "  deckle plugin new my-change --transform --lang c\n"
                   "  deckle plugin check build/my-format.so --sample a.my-format\n");
  parser.choice("WHAT", what, {"new", "check"}, "What to do");
  parser.operand("NAME", wanted.name,
                 "new: its name, and that of the folder: small letters, digits, hyphens; check: the library", true);
  parser.flag("--reader", is_reader, "It makes a document of bytes");
  parser.flag("--transform", is_transform, "It changes a document");
  parser.flag("--exporter", is_exporter, "It writes a document");
  parser.choice("--lang", wanted.language, {"cpp", "c"}, "The language it is written in (cpp)");
  parser.values("--sample", check.samples, "FILE", "check: an input of its readers");
  parser.values("--include", check.include, "CHECK", "check: only this one, by its name or number");
  parser.values("--exclude", check.exclude, "CHECK", "check: not this one");
  parser.value("--seed", check.seed, "N", "check: of all that is random (1)");
  parser.value("--save", check.save, "DIR", "check: keep inputs that show a failure there");
  parser.flag("--json", check.as_json, "check: print what was found as JSON");
  add_common(parser, common);
  if (const auto exit_code = parser.parse(count, arguments)) return *exit_code;
  if (what == "check") {
    check.library = wanted.name;
    Session session(common);
    return check_plugin(session, check);
  }
  if (is_reader + is_transform + is_exporter != 1)
    return usage_error("plugin", "say what it is to be, by one of --reader, --transform and --exporter");
  wanted.role = is_reader ? "reader" : is_transform ? "transform" : "exporter";
  if (wanted.language.empty()) wanted.language = "cpp";
  Session session(common);
  return write_new(session, wanted);
}

}  // namespace deckle
