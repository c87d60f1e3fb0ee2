#include "job/job.hpp"

#include <algorithm>

#include "job/job_reader.hpp"
#include "job/option_values.hpp"

namespace deckle {
namespace {

Diagnostic as_diagnostic(YamlProblem problem, const TextPlaces& places) {
  Diagnostic made = error(std::move(problem.code), std::move(problem.message), std::move(problem.hint));
  made.where = places.at(problem.begin, problem.end);
  if (problem.related_begin != problem.related_end) {
    made.related.push_back({places.at(problem.related_begin, problem.related_end), "the first is here"});
  }
  return made;
}

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

JobResult read_job(std::string name, std::string text, const Registry& registry) {
  const auto source = std::make_shared<Job::Source>(name, std::move(text));
  JobResult result;
  YamlLimits limits;
  limits.only_document = true;
  YamlResult read = read_yaml(source->text, limits);
  if (!read.tree) {
    result.problems.push_back(as_diagnostic(std::move(read.problem), source->places));
    return result;
  }
  source->tree = std::move(read.tree);

  Job job;
  job.name = std::move(name);
  job.source = source;
  JobReader(*source, registry, result.problems).read(job, source->tree->root());
  std::stable_sort(result.problems.begin(), result.problems.end(),
                   [](const Diagnostic& a, const Diagnostic& b) { return a.where.offset < b.where.offset; });
  if (std::any_of(result.problems.begin(), result.problems.end(), is_error)) return result;
  job.warnings = std::move(result.problems);
  result.problems.clear();
  result.job = std::move(job);
  return result;
}

}  // namespace deckle
