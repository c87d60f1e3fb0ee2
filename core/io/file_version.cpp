#include "io/file_version.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <ctime>
#include <vector>

#include "io/descriptor.hpp"

namespace deckle {
namespace {

// Kernels stamp files by a clock of 1 to 10 ms; network file systems are worse.
constexpr std::int64_t tick_ns = 100'000'000;

std::int64_t nanoseconds(const timespec& time) { return time.tv_sec * 1'000'000'000 + time.tv_nsec; }

}  // namespace

bool FileStamp::settled(std::int64_t looked_at_ns, std::int64_t now_ns) const {
  return looked_at_ns <= now_ns && std::max(modified_ns, changed_ns) + tick_ns < looked_at_ns;
}

FileStamp stamp_of(const struct stat& status) {
  return {status.st_dev, status.st_ino, static_cast<std::uint64_t>(status.st_size), nanoseconds(status.st_mtim),
          nanoseconds(status.st_ctim)};
}

std::optional<FileStamp> stamp_of(const std::string& path) {
  struct stat status {};
  return stat(path.c_str(), &status) == 0 ? std::optional(stamp_of(status)) : std::nullopt;
}

std::optional<FileStamp> stamp_of_descriptor(int descriptor) {
  struct stat status {};
  return fstat(descriptor, &status) == 0 ? std::optional(stamp_of(status)) : std::nullopt;
}

std::optional<FileVersion> version_of_file(const std::string& path) {
  const std::int64_t looked_at = now_ns();
  const Descriptor file(open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY));
  struct stat status {};
  if (!file || fstat(file.get(), &status) != 0 || !S_ISREG(status.st_mode)) return std::nullopt;
  Hasher hasher;
  std::vector<char> buffer(std::min<std::size_t>(static_cast<std::size_t>(status.st_size) + 1, 256 * 1024));
  ssize_t got = 0;
  do {
    got = read(file.get(), buffer.data(), buffer.size());
    if (got > 0) hasher.add({buffer.data(), static_cast<std::size_t>(got)});
  } while (got > 0 || (got < 0 && errno == EINTR));
  if (got < 0) return std::nullopt;
  return FileVersion{stamp_of(status), looked_at, hasher.content_hash()};
}

std::int64_t now_ns() {
  timespec now{};
  clock_gettime(CLOCK_REALTIME, &now);
  return nanoseconds(now);
}

}  // namespace deckle
