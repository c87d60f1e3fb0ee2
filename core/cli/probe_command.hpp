// `deckle probe FILE`: which reader the file is for, and why.
#pragma once
#include <cstdio>
#include <string>

#include "host/discovery.hpp"
#include "host/loaded_plugin.hpp"

namespace deckle {

// Exit code 0; 1 when no reader claims the file or it cannot be read.
int probe_file(const Discovery& found, PluginLoader& loader, const std::string& path, std::FILE* out,
               std::FILE* problems);

}  // namespace deckle
