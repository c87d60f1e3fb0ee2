#include "io/problem.hpp"

#include <fmt/format.h>

#include <cerrno>
#include <cstring>

namespace deckle {
namespace {

struct Reason {
  int number;
  const char* code;
  const char* text;
  const char* hint;
};

constexpr Reason reasons[] = {
    {ENOENT, "io.not-found", "no such file or folder", ""},
    {EACCES, "io.permission", "permission denied", "check who may read or write it, and the folders above it"},
    {EPERM, "io.permission", "operation not permitted", ""},
    {EISDIR, "io.is-folder", "it is a folder", "name a file"},
    {ENOTDIR, "io.not-a-folder", "a part of the path is not a folder", ""},
    {ENOSPC, "io.no-space", "no space left on the device", "free some space; nothing was replaced"},
    {EDQUOT, "io.no-space", "the disk quota is used up", "free some space; nothing was replaced"},
    {EFBIG, "io.too-large", "the file would be too large", ""},
    {EROFS, "io.read-only", "the file system is read-only", ""},
    {ENAMETOOLONG, "io.name-too-long", "the name is too long", ""},
    {ELOOP, "io.link-loop", "too many symbolic links", ""},
    {EMFILE, "io.too-many-open", "too many open files", "raise the limit with ulimit -n"},
    {ENFILE, "io.too-many-open", "too many open files in the system", ""},
    {EXDEV, "io.outside", "it leads out of the folder that may be read", ""},
    {EINTR, "io.interrupted", "interrupted", ""},
    {EIO, "io.device", "the device reported an error", ""},
};

}  // namespace

Diagnostic io_problem(std::string_view verb, std::string_view path, int error_number) {
  for (const Reason& reason : reasons)
    if (reason.number == error_number)
      return error(reason.code, fmt::format("cannot {} {}: {}", verb, path, reason.text), reason.hint);
  return error("io.failed", fmt::format("cannot {} {}: {}", verb, path, std::strerror(error_number)));
}

}  // namespace deckle
