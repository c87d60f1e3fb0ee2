#include "cli/job_state.hpp"

#include <fmt/format.h>

#include <cstdlib>
#include <filesystem>

namespace deckle {
namespace {

// The command line, the environment, the job; else beside the job.
std::string folder_of_state(const PlannedJob& job, const StateArguments& arguments) {
  if (!arguments.folder.empty()) return arguments.folder;
  if (const char* shared = std::getenv("DECKLE_STATE"); shared != nullptr && *shared != '\0')
    return state_folder_below(shared, job.job.path);
  return job.job.state_folder ? path_from(job.folders.job, *job.job.state_folder) : state_folder_of_job(job.job.path);
}

// All that makes another job of the same file.
std::string variant_of(const JobArguments& arguments) {
  return fmt::format("{}\n{}\n{}\n{}", fmt::join(arguments.profiles, ","), fmt::join(arguments.settings, "\n"),
                     fmt::join(arguments.variables, "\n"), arguments.output_folder);
}

bool is_there(const std::string& folder) {
  std::error_code failed;
  return std::filesystem::exists(folder, failed);
}

Diagnostic is_held(const std::string& holder, bool waits) {
  Diagnostic made = error("state.busy", fmt::format("another run of this job is under way: {}", holder),
                          waits ? "waiting until it is done; --no-wait would end here" : "");
  if (waits) made.severity = Severity::note;
  return made;
}

}  // namespace

std::string folder_of_shard(const Shard& shard) { return shard.is_all() ? "" : "/shard-" + shard.name(); }

void add_state_arguments(Arguments& arguments, StateArguments& state) {
  arguments.flag("--explain", state.explain, "Say of every document that is made what has changed");
  arguments.flag("--force", state.force, "Make everything, changed or not");
  arguments.flag("--retry-failed", state.retry_failed, "Try again what failed, though nothing has changed");
  arguments.flag("--prune", state.prune, "Delete what earlier runs made and the job no longer asks for");
  arguments.value("--state", state.folder, "DIR", "Where the record of earlier runs lies (.deckle beside the job)");
  arguments.flag("--no-state", state.none, "Make everything, and keep no record");
  arguments.flag("--no-wait", state.no_wait, "Do not wait for another run of the job");
}

OpenedState open_state(Session& session, const PlannedJob& job, const JobArguments& said_of_job,
                       const StateArguments& arguments, bool is_dry) {
  OpenedState opened;
  if (arguments.none) return opened;
  RunState::Settings settings;
  settings.folder = folder_of_state(job, arguments) + folder_of_shard(arguments.shard);
  settings.job_folder = job.folders.job;
  settings.output_folder = job.folders.output;
  settings.variant = variant_of(said_of_job);
  settings.is_partial = !said_of_job.outputs.empty();
  settings.limits = fmt::format("{} {}", job.job.limits.time_ms, job.job.limits.memory_bytes);
  settings.is_power_safe = job.job.is_power_safe;
  settings.is_read_only = is_dry;
  settings.prunes = arguments.prune;
  if (is_dry && !is_there(settings.folder)) return opened;
  settings.wishes = {arguments.force, arguments.retry_failed};
  std::vector<Diagnostic> said;
  const auto busy = [&](const std::string& holder) {
    opened.is_busy = arguments.no_wait;
    session.printer().print(is_held(holder, !arguments.no_wait));
    return !arguments.no_wait;
  };
  opened.state = RunState::open(settings, busy, said);
  session.printer().print(said);
  return opened;
}

}  // namespace deckle
