#include "io/lock_file.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/file.h>
#include <unistd.h>

#include <cerrno>
#include <ctime>

#include "io/problem.hpp"

namespace deckle {
namespace {

// "process 4711 on silence, since 2026-11-22 10:04:05"
std::string this_process() {
  char host[256] = "";
  if (gethostname(host, sizeof host - 1) != 0) host[0] = '\0';
  char since[32] = "";
  const std::time_t now = std::time(nullptr);
  std::tm local{};
  if (localtime_r(&now, &local) != nullptr) std::strftime(since, sizeof since, "%F %T", &local);
  return fmt::format("process {} on {}, since {}", getpid(), host, since);
}

std::string content_of(int file) {
  char text[512];
  const ssize_t got = pread(file, text, sizeof text, 0);
  return got > 0 ? std::string(text, static_cast<std::size_t>(got)) : "another process";
}

}  // namespace

Result<std::optional<LockFile>> LockFile::acquire(const std::string& path, const Busy& busy) {
  Descriptor file(open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK, 0666));
  if (!file) return io_problem("write", path, errno);
  if (flock(file.get(), LOCK_EX | LOCK_NB) != 0) {
    if (errno != EWOULDBLOCK) return io_problem("lock", path, errno);
    if (!busy(content_of(file.get()))) return std::optional<LockFile>();
    if (flock(file.get(), LOCK_EX) != 0)
      return errno == EINTR ? Result<std::optional<LockFile>>(std::nullopt) : io_problem("lock", path, errno);
  }
  const std::string holder = this_process();
  if (ftruncate(file.get(), 0) != 0 || write_all(file.get(), holder) != 0) return io_problem("write", path, errno);
  return std::optional(LockFile(std::move(file)));
}

}  // namespace deckle
