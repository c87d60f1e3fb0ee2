// outputs: a map of names; merging has made one of a list.
#include <deckle/plugin.h>
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
  const std::string_view exists = choice_of(node, language::output.key("on-exists"));
  output.on_exists = exists == "skip" ? OnExists::skip : exists == "fail" ? OnExists::fail : OnExists::replace;
  if (const YamlNode* collect = value_of(node, "collect")) output.collect = read_collect(*collect);
  output.in_place = output.may_replace_input = flag_of(node, "in-place");
  if (!read_place(node, output) || !exporter) return;
  output.exporter = std::move(*exporter);
  const bool is_binary = (output.exporter.component.manifest->caps & DK_CAP_BINARY) != 0;
  output.resources.mode = is_binary ? ResourceMode::embed : output.in_place ? ResourceMode::link : ResourceMode::copy;
  read_resources(node, output.resources);
  to.push_back(std::move(output));
}

// Where an output goes: its path, or the place of its input.
bool JobReader::read_place(const YamlNode& node, JobOutput& output) {
  const YamlNode* const path = value_of(node, "path");
  const YamlNode& shown = path ? *path : node.keys.empty() ? node : *node.keys[0];
  output.where = place_of(shown);
  const auto refuse = [&](std::string code, std::string message, std::string hint) {
    problem(shown, std::move(code), std::move(message), std::move(hint));
    return false;
  };
  if (output.in_place) {
    if (!path && !output.collect && output.on_exists == OnExists::replace) return true;
    return refuse("job.in-place", "an output in place has no path, collects nothing and replaces its input",
                  "remove 'in-place', or what contradicts it");
  }
  if (!path && value_of(node, "in-place"))
    return refuse("job.missing-key", "an output that is not in place needs 'path'",
                  R"(for example 'path: "site/{dir}/{stem}.html"')");
  if (!path) return false;
  const std::optional<std::string> word = text_of(*path, "'path'");
  if (!word) return false;
  Result<PathTemplate> made = PathTemplate::parse(*word, m_placeholders);
  if (!made) {
    problem_in(*path, std::move(made.problem()));
    return false;
  }
  if (output.collect && !made->is_constant())
    return refuse("job.joined-path", "an output that collects is one file, and this path differs by document",
                  "name the file without placeholders, such as 'book.html'");
  output.path = std::move(*made);
  return true;
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

// A mode, or { extract: PATTERN }.
void JobReader::read_resources(const YamlNode& output, ResourceRule& to) {
  const YamlNode* const node = value_of(output, "resources");
  if (!node) return;
  if (!node->is_map()) {
    to.mode = resource_mode(choice_of(output, language::output.key("resources"))).value_or(to.mode);
    return;
  }
  const YamlNode* const pattern = check_map(*node, language::resources) ? value_of(*node, "extract") : nullptr;
  const std::optional<std::string> word = pattern ? text_of(*pattern, "'extract'") : std::nullopt;
  if (!word) return;
  Result<PathTemplate> made = PathTemplate::parse(*word, m_placeholders);
  if (!made) return problem_in(*pattern, std::move(made.problem()));
  if (!made->uses_name() || made->uses_reader())
    return problem(*pattern, "job.path-template", "the place of a resource is made of {name}, {dir}, {stem} and {ext}",
                   R"(with its {name}, for example "site/media/{stem}-{name}")");
  to = {ResourceMode::extract, std::move(*made)};
}

}  // namespace deckle
