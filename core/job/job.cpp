#include "job/job.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "diagnostics/nearest.hpp"
#include "job/job_reader.hpp"
#include "job/option_values.hpp"

namespace deckle {
namespace {

bool is_error(const Diagnostic& problem) { return problem.severity == Severity::error; }

}  // namespace

Stage Job::reader_stage(const Component& detected) const {
  for (const Stage& stage : readers) {
    if (stage.component.manifest == detected.manifest) return stage;
  }
  Stage stage;
  stage.component = detected;
  stage.options = default_options(*detected.manifest);
  return stage;
}

Result<void> Job::keep_outputs(const std::vector<std::string>& names) {
  for (const std::string& name : names) {
    Nearest nearest(name);
    std::string known;
    bool found = false;
    for (const JobOutput& output : outputs) {
      found = found || output.name == name;
      nearest.offer(output.name);
      known.append(known.empty() ? "" : ", ").append(output.name);
    }
    const std::string near = did_you_mean(nearest.best());
    if (!found)
      return error("job.unknown-output", fmt::format("the job has no output '{}'", name),
                   near.empty() ? fmt::format("it has {}", known) : near);
  }
  std::erase_if(outputs, [&](const JobOutput& output) {
    return std::find(names.begin(), names.end(), output.name) == names.end();
  });
  return {};
}

JobResult read_job(ComposedJob composed, const Registry& registry, Files& files) {
  JobResult result;
  result.problems = std::move(composed.problems);
  Job job;
  job.path = std::move(composed.path);
  job.sources = composed.sources;
  job.root = composed.root;
  if (job.root != nullptr) JobReader(job, registry, files, result.problems).read();
  job.sources->sort(result.problems);
  if (std::any_of(result.problems.begin(), result.problems.end(), is_error)) return result;
  job.warnings = std::move(result.problems);
  result.problems.clear();
  result.job = std::move(job);
  return result;
}

std::vector<std::string> plugin_folders(const ComposedJob& composed) {
  std::vector<std::string> folders;
  if (composed.root == nullptr || !composed.root->is_map()) return folders;
  const YamlNode* const plugins = composed.root->find("plugins");
  if (plugins == nullptr) return folders;
  for (const YamlNode* name : plugins->is_list() ? plugins->items : std::span(&plugins, 1))
    if (name->is_scalar() && !name->value.empty()) folders.push_back(composed.sources->path_of(*name));
  return folders;
}

}  // namespace deckle
