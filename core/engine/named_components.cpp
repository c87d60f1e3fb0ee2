#include "engine/named_components.hpp"

#include <fmt/format.h>

#include "diagnostics/nearest.hpp"
#include "engine/format_name.hpp"
#include "job/option_values.hpp"

namespace deckle {
namespace {

std::vector<std::string> split_options(std::string_view text) {
  std::vector<std::string> options;
  std::string current;
  for (std::size_t at = 0; at < text.size(); ++at) {
    if (text[at] == '\\' && at + 1 < text.size() && text[at + 1] == ',') {
      current += text[++at];
    } else if (text[at] == ',') {
      options.push_back(std::move(current));
      current.clear();
    } else {
      current += text[at];
    }
  }
  if (!current.empty()) options.push_back(std::move(current));
  return options;
}

Diagnostic unknown_component(const Registry& registry, Role role, const std::string& name) {
  std::string hint;
  if (const std::string near = registry.nearest(role, name); !near.empty()) hint = did_you_mean(near) + " ";
  return error(fmt::format("job.unknown-{}", name_of(role)),
               fmt::format("there is no {} called {}", name_of(role), name),
               hint + "`deckle plugins` lists what there is");
}

}  // namespace

Component NamedComponents::find(Role role, const std::string& name) {
  Component found = m_registry.find(role, name);
  if (found.manifest == nullptr) m_problems.push_back(unknown_component(m_registry, role, name));
  return found;
}

Component NamedComponents::find(Role role, const std::string& format, std::vector<std::string>& options) {
  FormatName said = format_name(m_registry, role, format);
  const Component found = find(role, said.name);
  if (found.manifest != nullptr)
    for (Diagnostic& problem : check_switches(said, *found.manifest)) m_problems.push_back(std::move(problem));
  options.insert(options.begin(), said.options.begin(), said.options.end());
  return found;
}

ComponentUse NamedComponents::use(const Component& component, const std::vector<std::string>& options,
                                  const std::string& where) {
  OptionSetter setter(*component.manifest, m_problems);
  if (!component.preset_yaml.empty()) setter.preset(component.preset_yaml);
  for (const std::string& option : options) setter.set_text(option, where);
  return {component, setter.finish({})};
}

std::optional<ComponentUse> NamedComponents::transform(const std::string& text) {
  const std::size_t colon = text.find(':');
  const std::string name = text.substr(0, colon);
  const Component found = find(Role::transform, name);
  if (found.manifest == nullptr) return std::nullopt;
  const auto options =
      split_options(colon == std::string::npos ? std::string_view() : std::string_view(text).substr(colon + 1));
  return use(found, options, "--transform " + name);
}

Result<ComponentUse> use_of_reader(const Registry& registry, const Component& reader,
                                   const std::vector<std::string>& options) {
  std::vector<Diagnostic> problems;
  ComponentUse use = NamedComponents(registry, problems).use(reader, options, "--reader-option");
  for (Diagnostic& problem : problems)
    if (problem.severity == Severity::error) return std::move(problem);
  return use;
}

}  // namespace deckle
