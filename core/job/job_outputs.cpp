// outputs: a map of names; merging has made one of a list.
#include <fmt/format.h>

#include <algorithm>

#include "job/job_reader.hpp"

namespace deckle {

void JobReader::read_outputs(const YamlNode& node, std::vector<JobOutput>& to) {
  if (!node.is_map()) return wrong_type(node, "'outputs'", "a map of names and outputs, or a list of outputs");
  const bool none =
      std::all_of(node.items.begin(), node.items.end(), [](const YamlNode* item) { return item->is_null(); });
  if (none) problem(node, "job.missing-key", "'outputs' is empty", "a job has at least one output");
  for (std::size_t k = 0; k < node.items.size(); ++k) read_output(*node.items[k], std::string(node.keys[k]->value), to);
}

void JobReader::read_output(const YamlNode& node, std::string name, std::vector<JobOutput>& to) {
  static constexpr JobKey keys[] = {{"exporter"},        {"path"},          {"options"},        {"transforms"},
                                    {"resources", true}, {"collect", true}, {"on-exists", true}};
  if (node.is_null()) return;  // an output taken away
  if (!check_map(node, "an output", keys)) return;
  JobOutput output;
  output.name = std::move(name);
  std::optional<Stage> exporter;
  if (const YamlNode* named = value_of(node, "exporter"))
    exporter = read_stage(Role::exporter, *named, value_of(node, "options"));
  else missing(node, "an output", "exporter", "for example 'exporter: html'");
  if (const YamlNode* transforms = value_of(node, "transforms")) read_transforms(*transforms, output.transforms);
  const YamlNode* const path = value_of(node, "path");
  if (!path) return missing(node, "an output", "path", R"(for example 'path: "site/{dir}/{stem}.html"')");
  const std::optional<std::string> word = text_of(*path, "'path'");
  if (!word) return;
  Result<PathTemplate> made = PathTemplate::parse(*word, m_placeholders);
  if (!made) return problem_in(*path, std::move(made.problem()));
  if (!exporter) return;
  output.exporter = std::move(*exporter);
  output.path = std::move(*made);
  output.where = place_of(*path);
  to.push_back(std::move(output));
}

}  // namespace deckle
