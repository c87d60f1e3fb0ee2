// Plugins and what they offer as JSON for programs: the manifest, with words for the numbers of the border.
#pragma once
#include <cstdio>
#include <vector>

#include "host/registry.hpp"

namespace deckle {

// A list of plugins with those of their components that are named here; the components of one plugin follow each other.
void print_json(const std::vector<Component>& components, std::FILE* out);

}  // namespace deckle
