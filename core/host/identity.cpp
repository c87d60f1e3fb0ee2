#include "host/identity.hpp"

#include <fcntl.h>
#include <link.h>
#include <nettle/sha2.h>
#include <sys/stat.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstring>
#include <ctime>

#include "host/executable.hpp"

namespace deckle {
namespace {

// Kernels stamp files by a clock of 1 to 10 ms; network file systems are worse.
constexpr std::int64_t tick_ns = 100'000'000;

std::string hexadecimal(const std::array<std::uint8_t, SHA256_DIGEST_SIZE>& digest) {
  static constexpr char digits[] = "0123456789abcdef";
  std::string text;
  text.reserve(digest.size() * 2);
  for (std::uint8_t byte : digest) {
    text += digits[byte >> 4];
    text += digits[byte & 15];
  }
  return text;
}

std::string finish(sha256_ctx& state) {
  std::array<std::uint8_t, SHA256_DIGEST_SIZE> digest{};
  sha256_digest(&state, digest.size(), digest.data());
  return hexadecimal(digest);
}

Diagnostic unreadable(const std::filesystem::path& file) {
  return error("plugin.unreadable", fmt::format("cannot read {}: {}", file.string(), std::strerror(errno)));
}

bool of_c_library(std::string_view path) {
  const std::string_view name = path.substr(path.rfind('/') + 1);
  for (std::string_view known : {"libc.so", "libm.so", "libmvec.so", "libpthread.so", "libdl.so", "librt.so",
                                 "ld-linux", "libresolv.so", "libutil.so", "libanl.so"})
    if (name.substr(0, known.size()) == known) return true;
  return false;
}

int remember(dl_phdr_info* info, std::size_t, void* to) {
  const std::string_view name = info->dlpi_name ? info->dlpi_name : "";
  if (!name.empty() && name.front() == '/' && !of_c_library(name))
    static_cast<std::vector<std::filesystem::path>*>(to)->emplace_back(name);
  return 0;
}

}  // namespace

bool FileStamp::settled(std::int64_t looked_at_ns) const {
  return std::max(modified_ns, changed_ns) + tick_ns < looked_at_ns;
}

Result<FileStamp> stamp_of(const std::filesystem::path& file) {
  struct stat found {};
  if (stat(file.c_str(), &found) != 0) return unreadable(file);
  FileStamp stamp;
  stamp.device = found.st_dev;
  stamp.inode = found.st_ino;
  stamp.size = static_cast<std::uint64_t>(found.st_size);
  stamp.modified_ns = found.st_mtim.tv_sec * 1'000'000'000 + found.st_mtim.tv_nsec;
  stamp.changed_ns = found.st_ctim.tv_sec * 1'000'000'000 + found.st_ctim.tv_nsec;
  return stamp;
}

std::int64_t now_ns() {
  timespec now{};
  clock_gettime(CLOCK_REALTIME, &now);
  return now.tv_sec * 1'000'000'000 + now.tv_nsec;
}

std::string sha256_of(std::string_view bytes) {
  sha256_ctx state;
  sha256_init(&state);
  sha256_update(&state, bytes.size(), reinterpret_cast<const std::uint8_t*>(bytes.data()));
  return finish(state);
}

Result<std::string> sha256_of_file(const std::filesystem::path& file) {
  const int descriptor = open(file.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK);
  if (descriptor < 0) return unreadable(file);
  sha256_ctx state;
  sha256_init(&state);
  std::vector<std::uint8_t> buffer(256 * 1024);
  ssize_t got = 0;
  do {
    got = read(descriptor, buffer.data(), buffer.size());
    if (got > 0) sha256_update(&state, static_cast<std::size_t>(got), buffer.data());
  } while (got > 0 || (got < 0 && errno == EINTR));
  if (got < 0) {
    Diagnostic problem = unreadable(file);
    close(descriptor);
    return problem;
  }
  close(descriptor);
  return finish(state);
}

std::vector<std::filesystem::path> loaded_objects() {
  std::vector<std::filesystem::path> objects;
  dl_iterate_phdr(&remember, &objects);
  return objects;
}

std::vector<IdentityPart> host_identity() {
  std::vector<IdentityPart> parts;
  std::vector<std::filesystem::path> files = loaded_objects();
  files.insert(files.begin(), executable_path());
  for (const std::filesystem::path& file : files)
    if (Result<std::string> hash = sha256_of_file(file)) parts.push_back({*hash, file});
  return parts;
}

}  // namespace deckle
