// Where this program lies, and so where the parts that came with it lie; within libdeckle, where that does.
#pragma once
#include <filesystem>

namespace deckle {

// The running program's own file; empty when the system does not say.
const std::filesystem::path& executable_path();
// <prefix>/bin/deckle, which is this program unless this is libdeckle in another one.
std::filesystem::path own_program();
// <prefix>/lib/deckle, where the program's own libraries and plugins lie.
std::filesystem::path own_library_folder();

}  // namespace deckle
