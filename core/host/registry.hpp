// Every component that can be named, by role and name. Made from manifests alone: no plugin is loaded.
#pragma once
#include <filesystem>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "host/manifest.hpp"

namespace deckle {

struct PluginFile {
  std::filesystem::path library;  // absolute, canonical
  Manifest manifest;
  std::string sha256;                          // of the library, in hexadecimal
  std::vector<std::filesystem::path> objects;  // shared objects that it loads beyond those of the host
};

// A component as a name led to it. `preset_yaml` holds the options of the alias that was used; empty for a proper name.
// Pointers live as long as a registry that has the plugin.
struct Component {
  const PluginFile* plugin = nullptr;
  const ComponentManifest* manifest = nullptr;
  std::string preset_yaml;
};

class Registry {
 public:
  using Plugins = std::vector<std::shared_ptr<const PluginFile>>;

  explicit Registry(Plugins plugins) : m_plugins(std::move(plugins)) {}

  // By name or alias; null plugin and manifest when there is none. Where two plugins offer one name, the first wins.
  Component find(Role role, std::string_view name) const;
  // All components of a role, sorted by name.
  std::vector<Component> all(Role role) const;
  // The name or alias of that role nearest to a misspelt one; empty when none is near.
  std::string nearest(Role role, std::string_view name) const;
  // Null when there is none.
  const PluginFile* with_id(std::string_view id) const;
  const Plugins& plugins() const { return m_plugins; }

 private:
  Plugins m_plugins;
};

}  // namespace deckle
