// deckle plugins and deckle probe: their arguments.
#include "cli/commands.hpp"
#include "cli/plugins_command.hpp"
#include "cli/plugins_lock.hpp"
#include "cli/probe_command.hpp"
#include "cli/session.hpp"

namespace deckle {

namespace {

constexpr const char* examples =
    "  deckle plugins                 all readers, transforms and exporters\n"
    "  deckle plugins show html       what a format can do, and its options\n"
    "  deckle plugins why [NAME]      where plugins were looked for; why one was not taken\n"
    "  deckle plugins why html --job book.yaml    and what in the job uses it\n"
    "  deckle plugins lock book.yaml  pin its plugins in book.lock, for runs that are --locked\n"
    "  deckle plugins kinds           the vocabulary of documents\n";

// A plugin may be what is wrong with its job: what can be said is said.
int why(Session& session, const std::string& name, const JobArguments& job) {
  if (job.path.empty()) return plugins_why(session.discovery(), name, nullptr, stdout);
  const auto files = real_files();
  ComposedJob composed = compose(session, *files, job);  // which names folders of plugins
  const JobResult read = read_job(std::move(composed), session.registry(), *files);
  session.printer().print(read.problems);
  if (!read.job) return std::max(plugins_why(session.discovery(), name, nullptr, stdout), 2);
  const JobUses uses{job.path, plugin_uses(*read.job, session.registry())};
  return plugins_why(session.discovery(), name, &uses, stdout);
}

}  // namespace

int plugins_command(int count, char** arguments) {
  CommonOptions common;
  std::string what = "list", name;
  bool json = false;
  JobArguments job;
  Arguments parser("plugins", "Says which plugins there are and what they offer; pins those of a job.", examples);
  parser.choice("WHAT", what, {"list", "show", "why", "lock", "kinds"}, "What to say, or to do (list)");
  parser.operand("NAME", name, "A format, transform or plugin; lock: the job (deckle.yaml)");
  parser.flag("--json", json, "As JSON (list, show, kinds)");
  parser.value("--job", job.path, "JOB", "why: also say what in this job uses a plugin");
  add_job_layers(parser, job);
  add_common(parser, common);
  if (const auto exit_code = parser.parse(count, arguments)) return *exit_code;

  if (what == "kinds") return plugins_kinds(json, stdout);
  if (what == "lock") {
    if (!name.empty()) job.path = name;
    return lock_plugins(common, job);
  }
  Session session(common);
  if (what == "list") return plugins_list(session.discovery(), json, stdout);
  if (what == "why") return why(session, name, job);
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
