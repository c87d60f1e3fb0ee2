// deckle check [JOB]: everything that is wrong with a job and its profiles, without running it.
#include <fmt/format.h>

#include <set>
#include <tuple>

#include "cli/commands.hpp"
#include "cli/job_file.hpp"
#include "diagnostics/counted.hpp"
#include "diagnostics/printable.hpp"

namespace deckle {
namespace {

using Seen = std::set<std::tuple<std::string, std::string, std::uint64_t, std::string>>;

// Prints what is wrong with the job as the arguments put it together and was not seen before.
bool check_profile(Session& session, Files& files, const JobArguments& job, Seen& seen, bool print) {
  JobResult read = read_job(compose(session, files, job), session.registry(), files);
  for (const Diagnostic& problem : read.problems)
    if (seen.emplace(problem.code, problem.where.file, problem.where.offset, problem.message).second && print)
      session.printer().print(problem);
  return read.job.has_value();
}

// Every profile by itself, or none when some were asked for: those were looked at as the job.
bool check_profiles(Session& session, Files& files, const JobArguments& job) {
  if (!job.profiles.empty()) return true;
  Seen seen;
  bool good = true;
  check_profile(session, files, job, seen, false);
  for (const std::string& profile : compose(session, files, job).profiles) {
    JobArguments with_profile = job;
    with_profile.profiles = {profile};
    good = check_profile(session, files, with_profile, seen, true) && good;
  }
  return good;
}

}  // namespace

int check_command(int count, char** arguments) {
  CommonOptions common;
  JobArguments job;
  Arguments parser("check", "Checks a job and each of its profiles: names, options, paths, inputs. Nothing is written.",
                   "  deckle check job.yaml\n  deckle check --log-format json job.yaml   for an editor\n");
  add_job_arguments(parser, job, false);
  add_common(parser, common);
  if (const auto exit_code = parser.parse(count, arguments)) return *exit_code;

  Session session(common);
  const auto files = real_files();
  const auto planned = open_job(session, *files, job);
  const bool good = check_profiles(session, *files, job);
  session.printer().finish();
  if (!planned || !good) return 2;
  if (common.quiet) return 0;
  const std::size_t joined = planned->plan.joined.size(), own = planned->job.outputs.size() - joined;
  std::string outputs = own == 0 && joined != 0 ? "" : fmt::format(", {} of each", counted(own, "output"));
  if (joined != 0) outputs += fmt::format(", {} of all joined", counted(joined, "output"));
  fmt::print(stderr, "{}: good; {}{}\n", printable(planned->job.path),
             counted(planned->plan.documents.size(), "document"), outputs);
  return 0;
}

}  // namespace deckle
