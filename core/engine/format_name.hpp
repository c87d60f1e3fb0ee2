// Formats as pandoc's users name them: "markdown+footnotes-smart" is markdown with some of its on/off options set.
#pragma once
#include <string>
#include <vector>

#include "host/registry.hpp"

namespace deckle {

struct FormatName {
  std::string name;
  std::vector<std::string> options;  // "footnotes=true"
};

// What is behind the first sign is options only where all of it is no name itself.
FormatName format_name(const Registry& registry, Role role, const std::string& text);

// The problems of those options that the component does not have, or that are more than on or off.
std::vector<Diagnostic> check_switches(const FormatName& format, const ComponentManifest& component);

}  // namespace deckle
