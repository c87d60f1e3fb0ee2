#include "host/registry.hpp"

#include "diagnostics/nearest.hpp"

namespace deckle {

std::string_view name_of(Role role) {
  switch (role) {
    case Role::reader: return "reader";
    case Role::transform: return "transform";
    case Role::exporter: return "exporter";
  }
  return "component";
}

const PluginFile* Registry::with_id(std::string_view id) const {
  const auto has_id = [&](const auto& plugin) { return plugin->manifest.id == id; };
  const auto found = std::find_if(m_plugins.begin(), m_plugins.end(), has_id);
  return found != m_plugins.end() ? found->get() : nullptr;
}

// Proper names go before aliases, so that no plugin takes a format away by an alias.
Component Registry::find(Role role, std::string_view name) const {
  for (const auto& plugin : m_plugins)
    for (const ComponentManifest& component : plugin->manifest.components)
      if (component.role == role && component.name == name) return {plugin.get(), &component, {}};
  for (const auto& plugin : m_plugins)
    for (const ComponentManifest& component : plugin->manifest.components)
      for (const Alias& alias : component.aliases)
        if (component.role == role && alias.name == name) return {plugin.get(), &component, alias.options_yaml};
  return {};
}

std::vector<Component> Registry::all(Role role) const {
  std::vector<Component> found;
  for (const auto& plugin : m_plugins)
    for (const ComponentManifest& component : plugin->manifest.components)
      if (component.role == role) found.push_back({plugin.get(), &component, {}});
  std::stable_sort(found.begin(), found.end(),
                   [](const Component& a, const Component& b) { return a.manifest->name < b.manifest->name; });
  return found;
}

std::string Registry::nearest(Role role, std::string_view name) const {
  Nearest nearest(name);
  for (const auto& plugin : m_plugins)
    for (const ComponentManifest& component : plugin->manifest.components) {
      if (component.role != role) continue;
      nearest.offer(component.name);
      for (const Alias& alias : component.aliases) nearest.offer(alias.name);
    }
  return nearest.best();
}

}  // namespace deckle
