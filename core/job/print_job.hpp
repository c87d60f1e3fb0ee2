// A job that was put together, as one YAML text: a job again, with the origin of every value as a comment beside it.
#pragma once
#include <string>

#include "job/job.hpp"

namespace deckle {

// Run from the folder of the job file, it gives the same plan. Files that options name are made relative to that
// folder.
std::string print_job(const Job& job);

}  // namespace deckle
