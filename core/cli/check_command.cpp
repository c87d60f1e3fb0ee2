// deckle check [JOB]: everything that is wrong with a job and its profiles, without running it.
#include <fmt/format.h>

#include <set>
#include <tuple>

#include "cli/commands.hpp"
#include "cli/job_file.hpp"
#include "cli/locked.hpp"
#include "diagnostics/counted.hpp"
#include "diagnostics/printable.hpp"

namespace deckle {
namespace {

using Seen = std::set<std::tuple<std::string, std::string, std::uint64_t, std::string>>;

struct Checked {
  bool good = false;
  std::vector<Diagnostic> problems;
};

// In a session of its own: a profile may name folders of plugins.
Checked checked(const CommonOptions& common, Files& files, const JobArguments& job) {
  Session session(common);
  ComposedJob composed = compose(session, files, job);
  LockResult held = job.locked ? check_lock(session, files, job.file()) : LockResult();
  if (!held.problems.empty()) return {false, std::move(held.problems)};
  JobResult read = read_job(std::move(composed), session.registry(), files);
  if (read.job && held.lock) held.problems = unpinned(*held.lock, plugin_uses(*read.job, session.registry()));
  if (!held.problems.empty()) return {false, std::move(held.problems)};
  if (read.job) return {true, std::move(read.job->warnings)};
  const std::vector<Diagnostic>& refused = session.discovery().problems();
  read.problems.insert(read.problems.end(), refused.begin(), refused.end());
  return {false, std::move(read.problems)};
}

// Every profile by itself; of what is wrong only that which is not wrong without it.
bool check_profiles(Session& session, Files& files, const JobArguments& job, const std::vector<std::string>& profiles) {
  if (profiles.empty()) return true;
  Seen seen;
  const auto is_new = [&](const Diagnostic& problem) {
    return seen.emplace(problem.code, problem.where.file, problem.where.offset, problem.message).second;
  };
  for (const Diagnostic& problem : checked(session.options(), files, job).problems) is_new(problem);
  bool good = true;
  for (const std::string& profile : profiles) {
    JobArguments with_profile = job;
    with_profile.profiles = {profile};
    const Checked found = checked(session.options(), files, with_profile);
    for (const Diagnostic& problem : found.problems)
      if (is_new(problem)) session.printer().print(problem);
    good = good && found.good;
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
  add_locked(parser, job.locked);
  add_common(parser, common);
  if (const auto exit_code = parser.parse(count, arguments)) return *exit_code;

  Session session(common);
  const auto files = real_files();
  ComposedJob composed = compose(session, *files, job);
  // Those asked for are part of the job.
  const std::vector<std::string> profiles = job.profiles.empty() ? composed.profiles : std::vector<std::string>();
  const auto planned = open_job(session, *files, std::move(composed), job);
  const bool good = check_profiles(session, *files, job, profiles);
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
