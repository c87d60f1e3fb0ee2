// One plugin library, loaded into this process with everything it needs, and the constant that it exports.
#pragma once
#include <deckle/plugin.h>

#include <filesystem>

#include "diagnostics/result.hpp"

namespace deckle {

// Messages say "it": whoever reports them names the file, since what is learnt of a library holds wherever it lies.

// Looks at the file without loading it: is it a whole shared library for this machine? Loading a truncated one can
// crash.
Result<void> check_library_file(const std::filesystem::path& file);

// Loads a library for good (it is never unloaded: exception objects, thread-local data and unique symbols may point
// into it) and finds its descriptor, of which only size and revision have been looked at. Runs the constructors of the
// library, which is code of the plugin: what they throw passes through. Only for a file that check_library_file()
// accepts.
Result<const dk_plugin*> load_library(const std::filesystem::path& file);

}  // namespace deckle
