#include "cli/probe_command.hpp"

#include <fmt/format.h>

#include "host/component.hpp"
#include "host/detect.hpp"
#include "io/files.hpp"
#include "io/paths.hpp"

namespace deckle {

int probe_file(const Discovery& found, PluginLoader& loader, const std::string& path, std::FILE* out,
               std::FILE* problems) {
  const Result<FileBytes> bytes = real_files()->read(path);
  if (!bytes) {
    fmt::print(problems, "error[{}]: {}\n", bytes.problem().code, bytes.problem().message);
    return 1;
  }
  const Registry registry = found.registry();
  const Probe probe = [&](const Component& reader, std::string_view first_bytes,
                          std::string_view name) -> std::uint32_t {
    const Result<LoadedComponent> loaded = loader.load(reader);
    if (loaded) return probe_score(*loaded, first_bytes, name);
    fmt::print(problems, "warning[{}]: {}\n", loaded.problem().code, loaded.problem().message);
    return 0;
  };
  const std::vector<Claim> claims = detect(registry, bytes->view().substr(0, head_bytes), name_of_file(path), probe);
  if (claims.empty()) {
    fmt::print(out, "{}: no reader claims it\n", path);
    return 1;
  }
  fmt::print(out, "{}: {}\n", path, claims.front().reader.manifest->name);
  for (const Claim& claim : claims) {
    fmt::print(out, "  {:3}  {}  ({})\n", claim.score, claim.reader.manifest->name, claim.reader.plugin->manifest.id);
    for (const std::string& reason : claim.reasons) fmt::print(out, "       {}\n", reason);
  }
  return 0;
}

}  // namespace deckle
