#include "host/trust.hpp"

#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>

#include "host/executable.hpp"

namespace deckle {
namespace {

Diagnostic distrusted(const std::filesystem::path& path, std::string_view reason) {
  return error("plugin.writable-by-others",
               fmt::format("{} {}: others could make Deckle run their code", path.string(), reason),
               "see `ls -ld` of it; `chmod go-w` takes the right to write away");
}

Diagnostic unreadable(const std::filesystem::path& path) {
  return error("plugin.unreadable", fmt::format("cannot look at {}: {}", path.string(), std::strerror(errno)));
}

uid_t owner_of_program() {
  static const uid_t owner = [] {
    struct stat found {};
    return stat("/proc/self/exe", &found) == 0 ? found.st_uid : geteuid();
  }();
  return owner;
}

bool holds_program(const std::filesystem::path& folder) {
  const std::string& program = executable_path().native();
  const std::string prefix = folder == "/" ? "/" : folder.native() + "/";
  return program.compare(0, prefix.size(), prefix) == 0;
}

}  // namespace

Result<void> check_trust(const std::filesystem::path& path) {
  struct stat found {};
  if (stat(path.c_str(), &found) != 0) return unreadable(path);
  if (found.st_uid != 0 && found.st_uid != geteuid() && found.st_uid != owner_of_program())
    return distrusted(path, "belongs to another user");
  if (found.st_mode & S_IWOTH) return distrusted(path, "is writable by everybody");
  const bool own_group = found.st_gid == 0 || (found.st_gid == geteuid() && found.st_gid == getegid());
  if ((found.st_mode & S_IWGRP) && !own_group) return distrusted(path, "is writable by its group");
  return {};
}

Result<void> check_trust_above(const std::filesystem::path& folder) {
  for (std::filesystem::path above = folder.parent_path(); !holds_program(above) && above != above.parent_path();
       above = above.parent_path()) {
    struct stat found {};
    if (stat(above.c_str(), &found) != 0) return unreadable(above);
    if ((found.st_mode & S_IWOTH) && !(found.st_mode & S_ISVTX)) return distrusted(above, "is writable by everybody");
  }
  return {};
}

}  // namespace deckle
