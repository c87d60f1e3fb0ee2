// The files of core/sdk/templates, by their names there.
#pragma once
#include <span>
#include <string_view>

namespace deckle {

struct PluginTemplate {
  std::string_view name, text;
};

std::span<const PluginTemplate> plugin_templates();

}  // namespace deckle
