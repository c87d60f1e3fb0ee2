// A plugin library in this process. Loaded once, when a component of it is first needed, and never unloaded.
#pragma once
#include <deckle/plugin.h>

#include <functional>
#include <memory>
#include <vector>

#include "diagnostics/result.hpp"
#include "host/call_watch.hpp"
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

  // Loads the library if that has not happened, calls its init, and finds the component. What has failed once fails in
  // the same way again.
  // `watch`, if any, is told while the plugin's own code runs.
  Result<LoadedComponent> load(const Component& component, CallWatch* watch = nullptr);
  // For a process that cannot open files any more: called instead of loading a library; it must not return.
  void instead_of_loading(std::function<void(const Component&)> instead) { m_instead = std::move(instead); }

 private:
  struct Loaded {
    std::filesystem::path library;
    Result<const dk_plugin*> plugin;
  };
  Result<const dk_plugin*> load_library(const PluginFile& file);

  const dk_host* m_host;
  std::function<void(const Component&)> m_instead;
  std::vector<Loaded> m_loaded;
};

}  // namespace deckle
