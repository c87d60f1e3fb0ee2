// What every command needs: how to speak, where plugins are, and - when asked for - the plugins themselves.
#pragma once
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "cli/arguments.hpp"
#include "diagnostics/printer.hpp"
#include "host/discovery.hpp"
#include "host/host_table.hpp"
#include "host/loaded_plugin.hpp"

namespace deckle {

struct CommonOptions {
  bool quiet = false, verbose = false;
  std::string log_format = "text";
  std::vector<std::string> plugin_paths;
};
void add_common(Arguments& arguments, CommonOptions& options);

class Session {
 public:
  explicit Session(const CommonOptions& options);

  Printer& printer() { return m_printer; }
  const CommonOptions& options() const { return m_options; }
  // Folders that a job names; before plugins are looked for.
  void add_job_plugins(const std::vector<std::string>& folders);
  // Finds plugins, by manifests alone; once.
  const Discovery& discovery();
  const Registry& registry();
  HostTable& host();
  PluginLoader& loader();

 private:
  CommonOptions m_options;
  Printer m_printer;
  std::vector<std::filesystem::path> m_job_plugins;
  std::optional<Discovery> m_discovery;
  std::optional<Registry> m_registry;
  std::optional<HostTable> m_host;
  std::optional<PluginLoader> m_loader;  // goes first: plugins may use the host to their end
};

}  // namespace deckle
