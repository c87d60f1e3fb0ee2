#include "host/identity.hpp"

#include <fcntl.h>
#include <link.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>

#include "host/executable.hpp"
#include "io/content_hash.hpp"
#include "io/descriptor.hpp"

namespace deckle {
namespace {

std::string text_of(Hasher& hasher) {
  const Sha256 digest = hasher.sha256();
  return hexadecimal({reinterpret_cast<const char*>(digest.data()), digest.size()});
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

// Before main(), and so before anything is loaded for any plugin.
const std::vector<std::filesystem::path> objects_at_start = [] {
  std::vector<std::filesystem::path> objects = loaded_objects();
  objects.insert(objects.begin(), executable_path());
  return objects;
}();

}  // namespace

const std::vector<std::filesystem::path>& host_objects() { return objects_at_start; }

std::string sha256_of(std::string_view bytes) {
  Hasher hasher;
  hasher.add(bytes);
  return text_of(hasher);
}

Result<std::string> sha256_of_file(const std::filesystem::path& file) {
  const Descriptor opened(open(file.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK));
  if (!opened) return unreadable(file);
  Hasher hasher;
  std::vector<char> buffer(256 * 1024);
  ssize_t got = 0;
  do {
    got = read(opened.get(), buffer.data(), buffer.size());
    if (got > 0) hasher.add({buffer.data(), static_cast<std::size_t>(got)});
  } while (got > 0 || (got < 0 && errno == EINTR));
  if (got < 0) return unreadable(file);
  return text_of(hasher);
}

std::vector<std::filesystem::path> loaded_objects() {
  std::vector<std::filesystem::path> objects;
  dl_iterate_phdr(&remember, &objects);
  return objects;
}

std::vector<IdentityPart> host_identity() {
  std::vector<IdentityPart> parts;
  for (const std::filesystem::path& file : host_objects())
    if (Result<std::string> hash = sha256_of_file(file)) parts.push_back({*hash, file});
  return parts;
}

}  // namespace deckle
