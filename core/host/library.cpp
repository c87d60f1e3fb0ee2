#include "host/library.hpp"

#include <boost/dll/shared_library.hpp>

#include <memory>
#include <string>
#include <vector>

namespace deckle {
namespace {

constexpr const char* symbol = "deckle_plugin_v0";
constexpr int most_versions = 9;  // that this Deckle can name

// The loader's words, and what to do about them.
Diagnostic not_loadable(const std::string& reason) {
  struct Known {
    std::string_view words, hint;
  };
  static constexpr Known known[] = {
      {"GLIBCXX_",
       "it was built with a newer C++ library than this system's: build it here, or with -static-libstdc++"},
      {"GLIBC_", "it was built on a newer system: build it here, or on the oldest system that it is for"},
      {"undefined symbol", "it was linked without a library that it needs; -Wl,-z,defs tells when it is built"},
      {"cannot open shared object file", "install the library that it needs, or link it statically"}};
  std::string_view hint = "a library that it needs may be missing, or of another version";
  for (const Known& one : known)
    if (reason.find(one.words) != std::string::npos) {
      hint = one.hint;
      break;
    }
  return error("plugin.load-failed", fmt::format("it cannot be loaded: {}", reason), std::string(hint));
}

// One of another major version is no stranger.
Diagnostic without_symbol(const boost::dll::shared_library& library) {
  for (int version = 1; version <= most_versions; ++version)
    if (const std::string other = fmt::format("deckle_plugin_v{}", version); library.has(other))
      return error(
          "plugin.revision",
          fmt::format("it is made for another major version of Deckle: it exports {}, this Deckle takes {} only", other,
                      symbol),
          "build the plugin against the headers of this Deckle");
  return error("plugin.no-symbol", fmt::format("it is no Deckle plugin: it does not export {}", symbol),
               "plugins export it with DECKLE_PLUGIN(...), or as a constant of type dk_plugin");
}

Result<const dk_plugin*> check_revision(const dk_plugin* plugin) {
  if (plugin->size < offsetof(dk_plugin, abi) + sizeof plugin->abi || plugin->abi != DK_ABI_REVISION) {
    const std::string theirs = plugin->size < 8 ? "none" : std::to_string(plugin->abi);
    return error(
        "plugin.revision",
        fmt::format("it is made for ABI revision {}; this Deckle takes revision {} only", theirs, DK_ABI_REVISION),
        "build the plugin against the headers of this Deckle");
  }
  return plugin;
}

}  // namespace

Result<const dk_plugin*> load_library(const std::filesystem::path& file) {
  using boost::dll::load_mode::type;
  constexpr type mode = static_cast<type>(boost::dll::load_mode::rtld_now | boost::dll::load_mode::rtld_local);
  static auto& kept =
      *new std::vector<std::unique_ptr<boost::dll::shared_library>>;  // never destroyed: that would unload
  try {
    kept.push_back(std::make_unique<boost::dll::shared_library>(file, mode));
  } catch (const boost::dll::fs::system_error& failed) {
    return not_loadable(failed.what());
  }
  const boost::dll::shared_library& library = *kept.back();
  if (!library.has(symbol)) return without_symbol(library);
  return check_revision(&library.get<const dk_plugin>(symbol));
}

}  // namespace deckle
