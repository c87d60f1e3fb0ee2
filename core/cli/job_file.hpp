// Reads a job, checks it and plans it: what `run` and `check` have in common.
#pragma once
#include <memory>
#include <string>
#include <vector>

#include "cli/session.hpp"
#include "engine/job_recipe.hpp"
#include "io/files.hpp"

namespace deckle {

// Which job, and what the command line changes about it.
struct JobArguments {
  std::string path;
  std::vector<std::string> profiles, settings, variables, outputs;  // each entry of outputs and profiles: NAME,NAME...
  bool warns = true;          // false: its warnings have been told by an earlier run
  bool locked = false;        // only with the plugins that its lock pins
  std::string output_folder;  // empty: the job's own

  std::string file() const { return path.empty() ? "deckle.yaml" : path; }
};
// What is laid over a job.
void add_job_layers(Arguments& arguments, JobArguments& job);
// `runs`: also what only matters when the job is run.
void add_job_arguments(Arguments& arguments, JobArguments& job, bool runs);

// The job put together. The folders of plugins that it names are known to the
// session from then on.
ComposedJob compose(Session& session, Files& files, const JobArguments& job);

struct PlannedJob {
  Job job;
  Plan plan;
  JobFolders folders;
};

// Nothing when the job cannot be run; then all that is wrong with it has been printed. The plan points into the job.
std::unique_ptr<PlannedJob> open_job(Session& session, Files& files, const JobArguments& job);
// Of a job that these arguments have put together.
std::unique_ptr<PlannedJob> open_job(Session& session, Files& files, ComposedJob composed, const JobArguments& job);

}  // namespace deckle
