// Where this program lies, and so where the parts that came with it lie.
#pragma once
#include <filesystem>

namespace deckle {

// The running program's own file; empty when the system does not say.
const std::filesystem::path& executable_path();
// <prefix>/lib/deckle beside <prefix>/bin, where the program's own libraries and plugins lie.
std::filesystem::path own_library_folder();

}  // namespace deckle
