// Where the system's loader looks for what a library needs: the only folders that a process may read in which the
// library is loaded.
#pragma once
#include <filesystem>
#include <vector>

namespace deckle {

// Beside the system's own: the folder of the library, LD_LIBRARY_PATH, and what the library and those that it needs
// name themselves (DT_RUNPATH, DT_RPATH). Each once; some may not be there. Files that are no libraries name none.
std::vector<std::filesystem::path> library_folders(const std::filesystem::path& library);

}  // namespace deckle
