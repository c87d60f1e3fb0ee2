#include "host/registry.hpp"

#include "job/nearest.hpp"

namespace deckle {

std::string_view name_of(Role role) {
  switch (role) {
    case Role::reader: return "reader";
    case Role::transform: return "transform";
    case Role::exporter: return "exporter";
  }
  return "component";
}

Registry::Registry(std::vector<PluginFile> plugins) : m_plugins(std::move(plugins)) {}

// Proper names go before aliases, so that no plugin takes a format away by an alias.
Component Registry::find(Role role, std::string_view name) const {
  for (const PluginFile& plugin : m_plugins)
    for (const ComponentManifest& component : plugin.manifest.components)
      if (component.role == role && component.name == name) return {&plugin, &component, {}};
  for (const PluginFile& plugin : m_plugins)
    for (const ComponentManifest& component : plugin.manifest.components)
      for (const Alias& alias : component.aliases)
        if (component.role == role && alias.name == name) return {&plugin, &component, alias.options_yaml};
  return {};
}

std::vector<Component> Registry::all(Role role) const {
  std::vector<Component> found;
  for (const PluginFile& plugin : m_plugins)
    for (const ComponentManifest& component : plugin.manifest.components)
      if (component.role == role) found.push_back({&plugin, &component, {}});
  std::stable_sort(found.begin(), found.end(),
                   [](const Component& a, const Component& b) { return a.manifest->name < b.manifest->name; });
  return found;
}

std::string Registry::nearest(Role role, std::string_view name) const {
  Nearest nearest(name);
  for (const PluginFile& plugin : m_plugins)
    for (const ComponentManifest& component : plugin.manifest.components) {
      if (component.role != role) continue;
      nearest.offer(component.name);
      for (const Alias& alias : component.aliases) nearest.offer(alias.name);
    }
  return nearest.best();
}

}  // namespace deckle
