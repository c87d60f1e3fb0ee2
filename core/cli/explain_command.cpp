// deckle explain [JOB | CODE]: a job put together, with the origin of every value; or what a diagnostic code means.
#include <fmt/format.h>

#include <algorithm>
#include <filesystem>

#include "cli/code_meanings.hpp"
#include "cli/commands.hpp"
#include "cli/job_file.hpp"
#include "diagnostics/nearest.hpp"
#include "diagnostics/printable.hpp"
#include "job/print_job.hpp"

namespace deckle {
namespace {

// The job as it is after merging, each value with its origin.
int explain_job(Session& session, const JobArguments& job) {
  const auto files = real_files();
  ComposedJob composed = compose(session, *files, job);
  const std::vector<std::string> profiles = composed.profiles;
  const JobResult read = read_job(std::move(composed), session.registry(), *files);
  session.printer().print(read.problems);
  if (!read.job) session.printer().print(session.discovery().problems());
  session.printer().finish();
  if (!read.job) return 2;
  if (!profiles.empty()) fmt::print("# profiles: {}\n", printable(fmt::format("{}", fmt::join(profiles, ", "))));
  fmt::print("{}", print_job(*read.job));
  return 0;
}

int list_codes(Session& session) {
  for (const CodeMeaning& one : all_codes(session))
    fmt::print("{:<34} {}\n", one.code, one.doc.substr(0, one.doc.find('.')));
  return 0;
}

// io.not-found is one, book.yaml and docs/book are not: a code is never the name of a file that is there.
bool is_code(Session& session, const std::string& word) {
  const std::vector<CodeMeaning> codes = all_codes(session);
  if (std::any_of(codes.begin(), codes.end(), [&](const CodeMeaning& one) { return one.code == word; })) return true;
  const bool named_as_job = word.ends_with(".yaml") || word.ends_with(".yml") || word.find('/') != std::string::npos;
  std::error_code unknown;
  return !named_as_job && !std::filesystem::exists(word, unknown);
}

int explain_code(Session& session, const std::string& wanted) {
  Nearest nearest(wanted);
  for (const CodeMeaning& one : all_codes(session)) {
    nearest.offer(one.code);
    if (one.code != wanted) continue;
    fmt::print("{} ({}, from {})\n\n{}\n", one.code, name_of(one.severity), one.from, one.doc);
    return 0;
  }
  session.printer().print(
      error("explain.unknown-code", fmt::format("there is no code {}", wanted), did_you_mean(nearest.best())));
  return 2;
}

}  // namespace

int explain_command(int count, char** arguments) {
  CommonOptions common;
  JobArguments job;
  bool codes = false;
  Arguments parser("explain", "Explains a job, every value with the file and line it comes from; or a diagnostic code.",
                   "  deckle explain                         the job deckle.yaml, put together\n"
                   "  deckle explain book.yaml -p print      with its profile `print`\n"
                   "  deckle explain io.not-found            what a code in brackets means\n"
                   "  deckle explain --codes                 all codes\n");
  add_job_arguments(parser, job, false);
  parser.flag("--codes", codes, "List all diagnostic codes");
  add_common(parser, common);
  if (const auto exit_code = parser.parse(count, arguments)) return *exit_code;

  Session session(common);
  if (codes) return list_codes(session);
  if (!job.path.empty() && is_code(session, job.path)) return explain_code(session, job.path);
  return explain_job(session, job);
}

}  // namespace deckle
