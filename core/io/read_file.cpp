// A regular file is mapped when it is large and copied when it is small: a copy cannot change or vanish under a reader,
// and below this it is as fast as a map.
#include "io/read_file.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <linux/openat2.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <filesystem>
#include <memory>

#include "io/files.hpp"
#include "io/mapped_file.hpp"
#include "io/problem.hpp"

namespace deckle {
namespace {

constexpr std::uint64_t copied_below = 256u << 10;
// Not blocking, because a name may turn into a pipe between looking and opening.
constexpr int open_flags = O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY;

Diagnostic too_large(const std::string& name) {
  return error("io.too-large", fmt::format("cannot read {}: it has 4 GiB or more", name),
               "split it; positions in a document are counted in 32 bits");
}

Result<void> check_regular(const struct stat& status, const std::string& name) {
  if (S_ISDIR(status.st_mode)) return io_problem("read", name, EISDIR);
  if (!S_ISREG(status.st_mode)) {
    const char* what = S_ISFIFO(status.st_mode) ? "a pipe" : S_ISSOCK(status.st_mode) ? "a socket" : "a device";
    return error("io.not-a-file", fmt::format("cannot read {}: it is {}, not a file", name, what));
  }
  if (static_cast<std::uint64_t>(status.st_size) > largest_input) return too_large(name);
  return {};
}

Result<FileBytes> map_whole(Descriptor file, std::size_t size, const std::string& name, bool stays_open) {
  void* at = mmap(nullptr, size, PROT_READ, MAP_PRIVATE, file.get(), 0);
  if (at == MAP_FAILED) return io_problem("read", name, errno);
  madvise(at, size, MADV_SEQUENTIAL);
  if (!stays_open) file = {};
  const int number = file.get();
  return FileBytes(std::shared_ptr<const void>(new MappedFile(std::move(file), at, size)),
                   {static_cast<const char*>(at), size}, number);
}

// For kernels and sandboxes without openat2: links are resolved first, and the result must lie below the folder.
Descriptor open_canonical_beneath(const std::string& folder, const std::string& relative, int flags) {
  namespace fs = std::filesystem;
  std::error_code failed;
  const fs::path root = fs::canonical(folder.empty() ? "." : folder, failed);
  const fs::path target = failed ? fs::path() : fs::canonical(root / relative, failed);
  if (failed) {
    errno = failed.value();
    return {};
  }
  const fs::path inside = target.lexically_relative(root);
  if (inside.empty() || *inside.begin() == "..") {
    errno = EXDEV;
    return {};
  }
  return Descriptor(open(target.c_str(), flags | O_NOFOLLOW));
}

Descriptor open_beneath(const std::string& folder, const std::string& relative, int flags) {
  const Descriptor root(open(folder.empty() ? "." : folder.c_str(), O_PATH | O_DIRECTORY | O_CLOEXEC));
  if (!root) return {};
  struct open_how how {};
  how.flags = static_cast<std::uint64_t>(flags);
  how.resolve = RESOLVE_BENEATH | RESOLVE_NO_MAGICLINKS;
  Descriptor file(static_cast<int>(syscall(SYS_openat2, root.get(), relative.c_str(), &how, sizeof how)));
  if (!file && (errno == ENOSYS || errno == EPERM || errno == EAGAIN))
    return open_canonical_beneath(folder, relative, flags);
  return file;
}

// `size`: that of a regular file, of which a read that gives less than was asked for has seen the end.
Result<FileBytes> read_all(int descriptor, const std::string& name, std::optional<std::size_t> size) {
  std::size_t room = size ? *size + 1 : 1u << 16, used = 0;
  auto bytes = std::make_shared_for_overwrite<char[]>(room);
  while (true) {
    const ssize_t got = ::read(descriptor, bytes.get() + used, room - used);
    if (got < 0) return io_problem("read", name, errno);
    used += static_cast<std::size_t>(got);
    if (used > largest_input) return too_large(name);
    if (got == 0 || (size && used == *size)) return FileBytes(bytes, {bytes.get(), used});
    if (used < room) continue;
    room = std::max(used + (1u << 16), used * 2);
    auto wider = std::make_shared_for_overwrite<char[]>(room);
    std::memcpy(wider.get(), bytes.get(), used);
    bytes = std::move(wider);
  }
}

}  // namespace

Result<FileBytes> read_path(const std::string& path) {
  struct stat status {};
  if (stat(path.c_str(), &status) != 0) return io_problem("read", path, errno);
  if (Result<void> regular = check_regular(status, path); !regular) return regular.problem();
  Descriptor file(open(path.c_str(), open_flags));
  if (!file) return io_problem("read", path, errno);
  return read_open_file(std::move(file), path);
}

Result<FileBytes> read_open_file(Descriptor file, const std::string& name, bool stays_open) {
  const std::int64_t looked_at = now_ns();
  struct stat status {};
  if (fstat(file.get(), &status) != 0) return io_problem("read", name, errno);
  if (Result<void> regular = check_regular(status, name); !regular) return regular.problem();
  const auto size = static_cast<std::size_t>(status.st_size);
  const bool is_mapped = size >= copied_below;
  Result<FileBytes> bytes =
      is_mapped ? map_whole(std::move(file), size, name, stays_open) : read_all(file.get(), name, size);
  if (bytes) bytes->come_from(stamp_of(status), looked_at, is_mapped);
  return bytes;
}

Result<void> look_at_path_beneath(const std::string& folder, const std::string& relative) {
  const Descriptor file = open_beneath(folder, relative, O_PATH | O_CLOEXEC);
  struct stat status {};
  if (!file || fstat(file.get(), &status) != 0) return io_problem("read", relative, errno);
  return check_regular(status, relative);
}

// Never mapped: a document says the name, and whoever owns the file may be working on it.
Result<FileBytes> read_path_beneath(const std::string& folder, const std::string& relative) {
  // First without opening it: to open a device may already do something.
  if (Result<void> there = look_at_path_beneath(folder, relative); !there) return there.problem();
  const Descriptor file = open_beneath(folder, relative, open_flags);
  const std::int64_t looked_at = now_ns();
  struct stat status {};
  if (!file || fstat(file.get(), &status) != 0) return io_problem("read", relative, errno);
  if (Result<void> regular = check_regular(status, relative); !regular) return regular.problem();
  Result<FileBytes> bytes = read_all(file.get(), relative, static_cast<std::size_t>(status.st_size));
  if (bytes) bytes->come_from(stamp_of(status), looked_at, false);
  return bytes;
}

Result<FileBytes> read_stream(int descriptor, const std::string& name) {
  struct stat status {};
  const bool is_file = fstat(descriptor, &status) == 0 && S_ISREG(status.st_mode);
  return read_all(descriptor, name, is_file ? std::optional(static_cast<std::size_t>(status.st_size)) : std::nullopt);
}

}  // namespace deckle
