// A file as the file system shows it, and the bytes that it held then: what tells later whether they have changed.
#pragma once
#include <cstdint>
#include <optional>
#include <string>

#include "io/content_hash.hpp"

struct stat;

namespace deckle {

// Equal stamps mean equal bytes, unless the file was changed within the file system's tick of being looked at: see
// settled(). All times are nanoseconds of the system's clock.
struct FileStamp {
  std::uint64_t device = 0, inode = 0, size = 0;
  std::int64_t modified_ns = 0, changed_ns = 0;
  bool operator==(const FileStamp&) const = default;
  // The same file, whatever became of it since.
  bool is_of_file(const FileStamp& other) const { return device == other.device && inode == other.inode; }

  // True if the file had been left alone for long enough when it was looked at. What was looked at later than now was
  // looked at by a clock that is not today's, and is never settled.
  bool settled(std::int64_t looked_at_ns, std::int64_t now_ns) const;
};

FileStamp stamp_of(const struct stat& status);
// Nothing: there is no such file, or who asks may not see it.
std::optional<FileStamp> stamp_of(const std::string& path);
std::optional<FileStamp> stamp_of_descriptor(int descriptor);
std::int64_t now_ns();

// The bytes of a file at a time.
struct FileVersion {
  FileStamp stamp;
  std::int64_t looked_at_ns = 0;  // when the stamp was taken
  ContentHash hash{};
};

// A regular file's bytes as they are now; nothing when they cannot be read.
std::optional<FileVersion> version_of_file(const std::string& path);

}  // namespace deckle
