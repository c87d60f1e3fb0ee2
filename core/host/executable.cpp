#include "host/executable.hpp"

#include <dlfcn.h>
#include <sys/auxv.h>

namespace deckle {
namespace {

// <prefix>, from <prefix>/bin/program or <prefix>/lib/library.so; empty when the system does not say.
std::filesystem::path prefix() {
  Dl_info here{}, program{};
  const bool is_known = dladdr(reinterpret_cast<const void*>(&executable_path), &here) != 0 &&
                        dladdr(reinterpret_cast<const void*>(getauxval(AT_PHDR)), &program) != 0;
  const bool is_library = is_known && here.dli_fbase != program.dli_fbase;
  std::error_code failed;
  const std::filesystem::path file =
      is_library ? std::filesystem::canonical(here.dli_fname, failed) : executable_path();
  return file.parent_path().parent_path();
}

}  // namespace

const std::filesystem::path& executable_path() {
  static const std::filesystem::path path = [] {
    std::error_code failed;
    return std::filesystem::read_symlink("/proc/self/exe", failed);
  }();
  return path;
}

std::filesystem::path own_program() {
  const std::filesystem::path below = prefix();
  return below.empty() ? below : below / "bin" / "deckle";
}

std::filesystem::path own_library_folder() {
  const std::filesystem::path below = prefix();
  return below.empty() ? below : below / "lib" / "deckle";
}

}  // namespace deckle
