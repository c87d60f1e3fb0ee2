// Landlock: which files a process can open, and that it can change none.
#pragma once
#include <filesystem>
#include <vector>

namespace deckle {

// The version that the kernel offers; 0: none.
int landlock_abi();

// From now on this process and its children can read and map only what is below `readable` and the folders of the
// system's libraries, write to nothing that they have yet to open, and, where the kernel can say so, reach no TCP port
// and signal nobody outside. Paths that are not there are left out. Takes that no_new_privs is set.
// 0, or the error number: ENOSYS and EOPNOTSUPP when the kernel has no Landlock.
int restrict_files(const std::vector<std::filesystem::path>& readable);

}  // namespace deckle
