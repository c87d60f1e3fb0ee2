// A plugin library in this process. Loaded once, when a component of it is first needed, and never unloaded.
#pragma once
#include <deckle/plugin.h>

#include <memory>
#include <vector>

#include "diagnostics/result.hpp"
#include "host/registry.hpp"

namespace deckle {

// A component of a loaded plugin: its constant tables, and what the host knows of it.
struct LoadedComponent {
  const dk_component* tables = nullptr;
  const ComponentManifest* manifest = nullptr;
  const PluginFile* plugin = nullptr;
};

class PluginLoader {
 public:
  explicit PluginLoader(const dk_host* host) : m_host(host) {}
  PluginLoader(const PluginLoader&) = delete;
  PluginLoader& operator=(const PluginLoader&) = delete;
  ~PluginLoader();  // calls every plugin's fini

  // Loads the library if that has not happened, calls its init, and finds the component.
  Result<LoadedComponent> load(const Component& component);

 private:
  struct Loaded {
    std::filesystem::path library;
    const dk_plugin* plugin;
  };
  Result<const dk_plugin*> load_library(const PluginFile& file);

  const dk_host* m_host;
  std::vector<Loaded> m_loaded;
};

}  // namespace deckle
