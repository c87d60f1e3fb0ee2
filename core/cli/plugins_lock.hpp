// `deckle plugins lock`: pins the plugins of a job and of all its profiles.
#pragma once
#include "cli/job_file.hpp"

namespace deckle {

// Gives the program's exit code.
int lock_plugins(const CommonOptions& common, const JobArguments& job);

}  // namespace deckle
