#include "host/executable.hpp"

namespace deckle {

const std::filesystem::path& executable_path() {
  static const std::filesystem::path path = [] {
    std::error_code failed;
    return std::filesystem::read_symlink("/proc/self/exe", failed);
  }();
  return path;
}

std::filesystem::path own_library_folder() {
  const std::filesystem::path& program = executable_path();
  if (program.empty()) return {};
  return program.parent_path().parent_path() / "lib" / "deckle";
}

}  // namespace deckle
