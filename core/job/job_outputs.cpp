// outputs: a map of names; merging has made one of a list.
#include <fmt/format.h>

#include <algorithm>

#include "job/job_reader.hpp"
#include "job/scalars.hpp"

namespace deckle {

void JobReader::read_outputs(const YamlNode& node, std::vector<JobOutput>& to) {
  if (!node.is_map()) return wrong_type(node, "'outputs'", "a map of names and outputs, or a list of outputs");
  const bool none =
      std::all_of(node.items.begin(), node.items.end(), [](const YamlNode* item) { return item->is_null(); });
  if (none) problem(node, "job.missing-key", "'outputs' is empty", "a job has at least one output");
  for (std::size_t k = 0; k < node.items.size(); ++k) read_output(*node.items[k], std::string(node.keys[k]->value), to);
}

void JobReader::read_output(const YamlNode& node, std::string name, std::vector<JobOutput>& to) {
  if (node.is_null()) return;  // an output taken away
  if (!check_map(node, language::output)) return;
  JobOutput output;
  output.name = std::move(name);
  std::optional<Stage> exporter;
  if (const YamlNode* named = value_of(node, "exporter"))
    exporter = read_stage(Role::exporter, *named, value_of(node, "options"));
  if (const YamlNode* transforms = value_of(node, "transforms")) read_transforms(*transforms, output.transforms);
  const YamlNode* const path = value_of(node, "path");
  if (!path) return;
  const std::optional<std::string> word = text_of(*path, "'path'");
  if (!word) return;
  Result<PathTemplate> made = PathTemplate::parse(*word, m_placeholders);
  if (!made) return problem_in(*path, std::move(made.problem()));
  const YamlNode* const collect = value_of(node, "collect");
  if (collect) output.collect = read_collect(*collect);
  if (output.collect && !made->is_constant())
    return problem(*path, "job.joined-path", "an output that collects is one file, and this path differs by document",
                   "name the file without placeholders, such as 'book.html'");
  if (!exporter) return;
  output.exporter = std::move(*exporter);
  output.path = std::move(*made);
  output.where = place_of(*path);
  to.push_back(std::move(output));
}

// true, false, or a map that says what a failed document means.
std::optional<OnFailure> JobReader::read_collect(const YamlNode& node) {
  if (node.is_scalar()) {
    const std::optional<bool> said = bool_of(node.value);
    if (!said) wrong_type(node, "'collect'", "true, false, or a map such as '{ on-failure: skip }'");
    return said.value_or(false) ? std::optional(OnFailure::fail) : std::nullopt;
  }
  if (!check_map(node, language::collect)) return std::nullopt;
  return choice_of(node, language::collect.key("on-failure")) == "skip" ? OnFailure::skip : OnFailure::fail;
}

void JobReader::check_collected(const YamlNode& collected, const std::vector<JobOutput>& outputs) {
  const bool any = std::any_of(outputs.begin(), outputs.end(), [](const JobOutput& one) { return one.collect; });
  if (any) return;
  problem(collected, "job.nothing-collected", "no output collects, so nothing here is ever done",
          "give an output 'collect: true', or use 'transforms'");
  m_problems.back().severity = Severity::warning;
}

}  // namespace deckle
