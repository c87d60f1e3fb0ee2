#include "host/loaded_plugin.hpp"

#include "host/describe.hpp"
#include "host/identity.hpp"
#include "host/library.hpp"

namespace deckle {
namespace {

Diagnostic named(const PluginFile& file, Diagnostic problem) {
  problem.message = fmt::format("the plugin {}: {}", file.library.string(), problem.message);
  return problem;
}

// It is not what was described. Either it was replaced since, or it does not say the same each time.
Diagnostic changed(const PluginFile& file) {
  const Result<std::string> now = sha256_of_file(file.library);
  if (now && *now == file.sha256)
    return named(file, error("plugin.changed", "what it says of itself is not what it said when it was described",
                             "a plugin's description is constant data: report this to its author"));
  return named(file, error("plugin.changed", "it was replaced while Deckle ran", "start again"));
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
  if (*manifest != file.manifest) return changed(file);
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
