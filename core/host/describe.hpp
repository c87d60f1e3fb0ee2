// Copies what a loaded library offers into a manifest, reading no field that the library's headers did not have.
#pragma once
#include <deckle/plugin.h>

#include "diagnostics/result.hpp"
#include "host/manifest.hpp"

namespace deckle {

// `plugin` has passed the check of size and revision. Counts and lengths are limited, pointers cannot be checked: a
// library that lies about them can crash the reader, so it is done in a child first.
Result<Manifest> describe(const dk_plugin& plugin);

}  // namespace deckle
