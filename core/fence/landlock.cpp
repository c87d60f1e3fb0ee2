#include "fence/landlock.hpp"

#include <fcntl.h>
#include <linux/landlock.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <cerrno>
#include <cstdint>

#include "fence/sanitizer.hpp"
#include "io/descriptor.hpp"

namespace deckle {
namespace {

// What the loader reads, besides the folder of the library itself: the system's libraries and its list of them.
// /usr has ICU's and locales' data as well.
constexpr const char* system_libraries[] = {"/lib", "/lib32", "/lib64", "/usr", "/opt", "/etc/ld.so.cache"};

// As the newest kernel that is known takes it: the system's header may be older than the kernel.
struct Ruleset {
  std::uint64_t files, ports, scopes;
};

// Rights by the ABI in which they came: all of files up to MAKE_SYM, then REFER, TRUNCATE and IOCTL_DEV.
std::uint64_t file_rights(int abi) {
  const int count = abi >= 5 ? 16 : abi >= 3 ? 15 : abi == 2 ? 14 : 13;
  return (1ull << count) - 1;
}

Ruleset everything(int abi) {
  const std::uint64_t bind_and_connect = 3, abstract_sockets_and_signals = 3;
  return {file_rights(abi), abi >= 4 ? bind_and_connect : 0, abi >= 6 ? abstract_sockets_and_signals : 0};
}

std::size_t size_of_ruleset(int abi) { return sizeof(std::uint64_t) * (abi >= 6 ? 3 : abi >= 4 ? 2 : 1); }

void allow_reading(int ruleset, const char* path) {
  const Descriptor found(open(path, O_PATH | O_CLOEXEC));
  struct stat kind {};
  if (!found || fstat(found.get(), &kind) != 0) return;
  landlock_path_beneath_attr rule{};
  rule.parent_fd = found.get();
  rule.allowed_access = LANDLOCK_ACCESS_FS_READ_FILE | LANDLOCK_ACCESS_FS_EXECUTE;
  if (S_ISDIR(kind.st_mode)) rule.allowed_access |= LANDLOCK_ACCESS_FS_READ_DIR;
  syscall(SYS_landlock_add_rule, ruleset, LANDLOCK_RULE_PATH_BENEATH, &rule, 0);
}

}  // namespace

int landlock_abi() {
  const long abi = syscall(SYS_landlock_create_ruleset, nullptr, 0, LANDLOCK_CREATE_RULESET_VERSION);
  return abi > 0 ? static_cast<int>(abi) : 0;
}

int restrict_files(const std::vector<std::filesystem::path>& readable) {
  const int abi = landlock_abi();
  if (abi == 0) return errno;
  const Ruleset refused = everything(abi);
  const Descriptor ruleset(static_cast<int>(syscall(SYS_landlock_create_ruleset, &refused, size_of_ruleset(abi), 0)));
  if (!ruleset) return errno;
  for (const char* path : system_libraries) allow_reading(ruleset.get(), path);
  if (address_sanitizer) allow_reading(ruleset.get(), "/proc");
  for (const std::filesystem::path& path : readable) allow_reading(ruleset.get(), path.c_str());
  return syscall(SYS_landlock_restrict_self, ruleset.get(), 0) == 0 ? 0 : errno;
}

}  // namespace deckle
