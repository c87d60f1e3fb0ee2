#include "process/worker_memory.hpp"

#include <dirent.h>
#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cstdlib>
#include <cstring>
#include <memory>
#include <set>

#include "process/channel.hpp"

namespace deckle {
namespace {

// Bytes of a line such as "RssAnon:    1234 kB".
std::uint64_t field(const char* status, const char* name) {
  const char* at = std::strstr(status, name);
  return at == nullptr ? 0 : std::strtoull(at + std::strlen(name), nullptr, 10) << 10;
}

std::uint64_t resident(pid_t worker) {
  const Descriptor file(open(fmt::format("/proc/{}/status", worker).c_str(), O_RDONLY | O_CLOEXEC));
  char text[4096] = {};
  if (!file || pread(file.get(), text, sizeof text - 1, 0) <= 0) return 0;
  return field(text, "RssAnon:") + field(text, "RssShmem:");
}

dev_t device_of_memory_files() {
  static const Descriptor one = memory_file("");
  struct stat status {};
  return one && fstat(one.get(), &status) == 0 ? status.st_dev : 0;
}

// Of the files in memory that it has open, each once.
std::uint64_t in_files(pid_t worker) {
  const std::unique_ptr<DIR, int (*)(DIR*)> folder(opendir(fmt::format("/proc/{}/fd", worker).c_str()), closedir);
  std::uint64_t bytes = 0;
  std::set<ino_t> known;
  while (const dirent* entry = folder ? readdir(folder.get()) : nullptr) {
    struct stat status {};
    if (fstatat(dirfd(folder.get()), entry->d_name, &status, 0) != 0 || !S_ISREG(status.st_mode)) continue;
    if (status.st_dev == device_of_memory_files() && known.insert(status.st_ino).second)
      bytes += static_cast<std::uint64_t>(status.st_blocks) * 512;
  }
  return bytes;
}

}  // namespace

std::uint64_t memory_of(pid_t worker) { return resident(worker) + in_files(worker); }

}  // namespace deckle
