#include "cli/job_reports.hpp"

#include <fmt/format.h>

#include <unordered_set>

#include "cli/job_state.hpp"
#include "io/paths.hpp"
#include "io/write_file.hpp"
#include "state/folder.hpp"

namespace deckle {
namespace {

using Places = std::unordered_set<std::string>;

Places places_of(const Recipe& recipe) {
  Places places;
  const auto add = [&places](const std::string& path) {
    if (!path.empty()) places.insert(absolute_path(path));
  };
  for (const DocumentTask& task : recipe.documents) {
    add(task.places.input);
    for (const std::string& output : task.places.outputs) add(output);
  }
  for (const OutputRecipe& output : recipe.outputs)
    if (output.joined) add(output.joined->path);
  for (const CopyTask& copy : recipe.copies) add(copy.from), add(copy.to);
  return places;
}

Result<void> add_asked(Files& files, const Recipe& recipe, const std::vector<std::string>& asked,
                       std::vector<ReportFile>& to) {
  std::vector<ReportFile> found;
  for (const std::string& path : asked)
    if (Result<void> added = add_report_files(files, path, found); !added) return added;
  const Places places = found.empty() ? Places() : places_of(recipe);
  for (const ReportFile& file : found)
    if (places.count(absolute_path(file.path)) != 0)
      return error("report.place", fmt::format("{} is an input or output of the job", file.path),
                   "choose another place for the report");
  to.insert(to.end(), found.begin(), found.end());
  return {};
}

}  // namespace

std::string report_folder_of_job(const std::string& job_path) { return state_folder_of_job(job_path); }

std::optional<std::vector<ReportFile>> wanted_reports(Session& session, Files& files, const PlannedJob& planned,
                                                      const Recipe& recipe, const std::vector<std::string>& asked,
                                                      const Shard& shard) {
  std::vector<ReportFile> wanted;
  const std::string folder = report_folder_of_job(planned.job.path) + folder_of_shard(shard),
                    ignore = folder + "/.gitignore";
  const Result<void> ready = files.same_file(ignore, ignore) ? Result<void>() : write_file(files, ignore, "*\n");
  if (ready) wanted = report_files_of_job(folder);
  else session.printer().print(not_written(ready.problem()));
  std::vector<std::string> paths = asked;
  if (asked.empty())
    for (const std::string& path : planned.job.reports) paths.push_back(path_from(planned.folders.job, path));
  const Result<void> added = add_asked(files, recipe, paths, wanted);
  if (added) return wanted;
  session.printer().print(added.problem());
  return std::nullopt;
}

}  // namespace deckle
