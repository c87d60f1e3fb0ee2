// The reports of a run of a job: those beside its state, and those that the job or the command line asks for.
#pragma once
#include <string>
#include <vector>

#include "cli/job_file.hpp"
#include "report/report_files.hpp"

namespace deckle {

// `.deckle/<stem of the job file>` beside it.
std::string report_folder_of_job(const std::string& job_path);

// `shard`: each has reports of its own. `asked`: of the command line; without it, what the job says. Nothing: a
// mistake, which was printed.
std::optional<std::vector<ReportFile>> wanted_reports(Session& session, Files& files, const PlannedJob& planned,
                                                      const Recipe& recipe, const std::vector<std::string>& asked,
                                                      const Shard& shard);

}  // namespace deckle
