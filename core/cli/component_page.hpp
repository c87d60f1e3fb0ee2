// One component, and one plugin, described in full for a person.
#pragma once
#include <cstdio>

#include "host/registry.hpp"

namespace deckle {

void print_component(const Component& component, std::FILE* out);
void print_plugin(const PluginFile& plugin, std::FILE* out);

// "int", "list of strings", "one of fast, slow".
std::string type_of(const OptionSpec& option);
bool has_range(const OptionSpec& option);

}  // namespace deckle
