// Learns what a library offers in a child process, so that a library that crashes, hangs or throws while it is loaded
// costs a message.
#pragma once
#include <filesystem>
#include <vector>

#include "diagnostics/result.hpp"
#include "host/manifest.hpp"

namespace deckle {

struct Described {
  Manifest manifest;
  std::vector<std::filesystem::path> objects;  // what the library loaded beyond the host's own objects
};

// Forks: call it before any thread is started. Codes of problems: plugin.not-a-library, plugin.truncated,
// plugin.load-failed, plugin.no-symbol, plugin.revision, plugin.bad-manifest, plugin.threw, plugin.crashed,
// plugin.hung, plugin.exited, plugin.unreadable, host.cannot-fork.
Result<Described> describe_in_child(const std::filesystem::path& library, int time_limit_ms);

}  // namespace deckle
