#include "engine/format_name.hpp"

#include <deckle/options.h>
#include <fmt/format.h>

#include <algorithm>

#include "diagnostics/nearest.hpp"

namespace deckle {

FormatName format_name(const Registry& registry, Role role, const std::string& text) {
  if (registry.find(role, text).manifest != nullptr) return {text, {}};
  std::size_t at = std::min(text.find_first_of("+-"), text.size());
  FormatName made{text.substr(0, at), {}};
  while (at < text.size()) {
    const std::size_t end = std::min(text.find_first_of("+-", at + 1), text.size());
    std::string option = text.substr(at + 1, end - at - 1);
    std::replace(option.begin(), option.end(), '_', '-');
    made.options.push_back(option + (text[at] == '+' ? "=true" : "=false"));
    at = end;
  }
  return made;
}

std::vector<Diagnostic> check_switches(const FormatName& format, const ComponentManifest& component) {
  std::vector<Diagnostic> problems;
  for (const std::string& option : format.options) {
    const std::string name = option.substr(0, option.find('='));
    Nearest nearest(name);
    std::string all;
    bool found = false;
    for (const OptionSpec& spec : component.options) {
      if (spec.type != DK_T_BOOL) continue;
      found = found || spec.name == name;
      nearest.offer(spec.name);
      all.append(all.empty() ? "" : ", ").append(spec.name);
    }
    if (found) continue;
    const std::string near = did_you_mean(nearest.best());
    problems.push_back(error("convert.unknown-extension", fmt::format("'{}' has no extension '{}'", format.name, name),
                             !near.empty() ? near
                             : all.empty()
                                 ? "it has none; options with values are set by --reader-option and --exporter-option"
                                 : fmt::format("it has {}", all)));
  }
  return problems;
}

}  // namespace deckle
