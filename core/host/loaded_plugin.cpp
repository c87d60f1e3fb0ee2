#include "host/loaded_plugin.hpp"

#include "host/describe.hpp"
#include "host/library.hpp"

namespace deckle {
namespace {

Diagnostic named(const PluginFile& file, Diagnostic problem) {
  problem.message = fmt::format("the plugin {}: {}", file.library.string(), problem.message);
  return problem;
}

Diagnostic changed(const PluginFile& file) {
  return named(
      file, error("plugin.changed", "it is not what its description says", "it may have been replaced; start again"));
}

// The tables of a component, found by what its description says; null when they are not there.
const dk_component* tables_of(const dk_plugin& plugin, const ComponentManifest& wanted) {
  for (std::uint32_t i = 0; i < plugin.component_count; ++i) {
    const dk_component& one = *plugin.components[i];
    if (one.role != static_cast<std::uint32_t>(wanted.role)) continue;
    if (std::string_view(one.info->name.ptr, one.info->name.len) == wanted.name) return &one;
  }
  return nullptr;
}

}  // namespace

PluginLoader::~PluginLoader() {
  for (auto loaded = m_loaded.rbegin(); loaded != m_loaded.rend(); ++loaded)
    if (loaded->plugin && DK_HAS(dk_plugin, *loaded->plugin, fini) && (*loaded->plugin)->fini)
      (*loaded->plugin)->fini();
}

Result<const dk_plugin*> PluginLoader::load_library(const PluginFile& file) {
  if (const Result<void> whole = check_library_file(file.library); !whole) return named(file, whole.problem());
  const Result<const dk_plugin*> plugin = deckle::load_library(file.library);
  if (!plugin) return named(file, plugin.problem());
  const Result<Manifest> manifest = describe(**plugin);
  if (!manifest) return named(file, manifest.problem());
  if (manifest->id != file.manifest.id || manifest->version != file.manifest.version ||
      manifest->components.size() != file.manifest.components.size())
    return changed(file);
  if (DK_HAS(dk_plugin, *plugin, init) && (*plugin)->init && (*plugin)->init(m_host) != DK_OK)
    return named(file, error("plugin.init-failed", "it says that it cannot work here"));
  return *plugin;
}

Result<LoadedComponent> PluginLoader::load(const Component& component, CallWatch* watch) {
  auto known = std::find_if(m_loaded.begin(), m_loaded.end(),
                            [&](const Loaded& loaded) { return loaded.library == component.plugin->library; });
  if (known == m_loaded.end()) {
    if (m_instead) m_instead(component);
    const Entered entered(watch, *component.manifest);
    known = m_loaded.insert(known, {component.plugin->library, load_library(*component.plugin)});
  }
  const Result<const dk_plugin*>& plugin = known->plugin;
  if (!plugin) return plugin.problem();
  const dk_component* tables = tables_of(**plugin, *component.manifest);
  if (!tables) return changed(*component.plugin);
  return LoadedComponent{tables, component.manifest, component.plugin};
}

}  // namespace deckle
