#include "job/settings.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "job/yaml_tree.hpp"

namespace deckle {
namespace {

constexpr std::size_t most_steps = 32;

// A key of the path, by its bytes of the setting.
struct Step {
  std::size_t begin, end;
};

std::vector<Step> steps_of(std::string_view path) {
  std::vector<Step> steps;
  for (std::size_t at = 0; at <= path.size();) {
    const std::size_t end = std::min(path.find('.', at), path.size());
    steps.push_back({at, end});
    at = end + 1;
  }
  return steps;
}

bool is_path(const std::vector<Step>& steps) {
  return steps.size() <= most_steps &&
         std::all_of(steps.begin(), steps.end(), [](const Step& step) { return step.begin < step.end; });
}

// { a: { b: value } } of the steps a and b.
const YamlNode* nested(JobSources& sources, std::string_view text, const std::vector<Step>& steps,
                       const YamlNode& value) {
  const YamlNode* made = &value;
  for (auto step = steps.rbegin(); step != steps.rend(); ++step) {
    YamlNode place;
    place.source = value.source;
    place.begin = static_cast<std::uint32_t>(step->begin), place.end = static_cast<std::uint32_t>(step->end);
    const YamlNode* const key = sources.arena().scalar(place, text.substr(step->begin, step->end - step->begin));
    made = sources.arena().map(place, std::span(&key, 1), std::span(&made, 1));
  }
  return made;
}

// What stands in a text from a byte on, as it is.
const YamlNode* text_node(JobSources& sources, std::uint16_t number, std::string_view text, std::size_t begin) {
  YamlNode value;
  value.source = number;
  value.style = YamlStyle::plain;
  value.begin = static_cast<std::uint32_t>(begin), value.end = static_cast<std::uint32_t>(text.size());
  return sources.arena().scalar(value, text.substr(begin));
}

}  // namespace

const YamlNode* setting_layer(JobSources& sources, const std::string& setting, std::vector<Diagnostic>& problems) {
  const std::size_t sign = setting.find('=');
  const std::vector<Step> steps = steps_of(std::string_view(setting).substr(0, sign));
  if (sign == std::string::npos || !is_path(steps)) {
    problems.push_back(error("job.setting", fmt::format("--set {}: this is no PATH=VALUE", setting),
                             "such as --set outputs.web.options.toc=true"));
    return nullptr;
  }
  // Blanks for the path: what the reader of YAML says about places is then about the setting as it was given.
  const std::string value = std::string(sign + 1, ' ') + setting.substr(sign + 1);
  const std::uint16_t number = sources.add("--set", "", setting);
  YamlLimits limits;
  limits.only_document = true;
  YamlResult read = read_yaml(value, limits, number);
  if (read.tree) return nested(sources, setting, steps, sources.keep(std::move(*read.tree)));
  return nested(sources, setting, steps, *text_node(sources, number, setting, sign + 1));
}

const YamlNode* variable_layer(JobSources& sources, const std::string& argument, const std::string& variable,
                               std::vector<Diagnostic>& problems) {
  const std::size_t sign = variable.find('=');
  if (sign == std::string::npos || sign == 0) {
    problems.push_back(error("job.setting", fmt::format("{} {}: this is no NAME=VALUE", argument, variable)));
    return nullptr;
  }
  YamlNode* const text =
      sources.arena().copy(*text_node(sources, sources.add(argument, "", variable), variable, sign + 1));
  text->style = YamlStyle::quoted;  // never a number or a truth value
  const YamlNode* const named = nested(sources, variable, {{0, sign}}, *text);
  const YamlNode* const key = sources.arena().scalar(*named, "vars");
  return sources.arena().map(*named, std::span(&key, 1), std::span(&named, 1));
}

}  // namespace deckle
