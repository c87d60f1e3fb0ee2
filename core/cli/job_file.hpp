// Reads a job, checks it and plans it: what `run` and `check` have in common.
#pragma once
#include <optional>
#include <string>

#include "cli/session.hpp"
#include "engine/job_recipe.hpp"
#include "io/files.hpp"

namespace deckle {

struct PlannedJob {
  Job job;
  Plan plan;
  JobFolders folders;
};

// Nothing when the job cannot be run; then all that is wrong with it has been printed. The plan points into the job.
// `output_folder`: empty for the job's own.
std::unique_ptr<PlannedJob> open_job(Session& session, Files& files, const std::string& path,
                                     const std::string& output_folder);

// "deckle.yaml" when none was named.
std::string job_path(const std::string& given);

}  // namespace deckle
