// The extensions of this program. What needs ICU lies in a library of its own, which is loaded when it is first asked
// for.
#include <deckle/links.h>
#include <deckle/text.h>
#include <deckle/yaml.h>
#include <dlfcn.h>

#include "host/executable.hpp"
#include "host/host_table.hpp"
#include "host/links_extension.hpp"
#include "job/yaml_extension.hpp"

namespace deckle {
namespace {

const void* text_extension(const HostTable& host) {
  const std::filesystem::path library = own_library_folder() / "deckle-text.so";
  void* loaded = dlopen(library.c_str(), RTLD_NOW | RTLD_LOCAL);
  if (!loaded) {
    const char* reason = dlerror();
    host.log(Severity::warning, fmt::format("no {}: {}", DK_EXT_TEXT, reason ? reason : library.string()));
    return nullptr;
  }
  using Function = const dk_text* (*)();
  const auto function = reinterpret_cast<Function>(dlsym(loaded, "deckle_text_extension"));
  return function ? function() : nullptr;
}

}  // namespace

void offer_extensions(HostTable& host) {
  host.offer(DK_EXT_YAML, [] { return static_cast<const void*>(yaml_extension()); });
  host.offer(DK_EXT_TEXT, [&host] { return text_extension(host); }, true);
  host.offer(DK_EXT_LINKS, [] { return static_cast<const void*>(links_extension()); });
}

}  // namespace deckle
