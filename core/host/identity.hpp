// What makes a library the same library: the hash of its bytes; and the cheap signs that its bytes have not changed.
#pragma once
#include <compare>
#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "diagnostics/result.hpp"

namespace deckle {

// A file as the file system shows it. Equal stamps mean equal bytes, unless the file was changed within the file
// system's tick of being looked at: see settled().
struct FileStamp {
  std::uint64_t device = 0, inode = 0, size = 0;
  std::int64_t modified_ns = 0, changed_ns = 0;
  bool operator==(const FileStamp&) const = default;

  // True if the file had been left alone for long enough when it was looked at.
  bool settled(std::int64_t looked_at_ns) const;
};

Result<FileStamp> stamp_of(const std::filesystem::path& file);
std::int64_t now_ns();

std::string sha256_of(std::string_view bytes);  // in hexadecimal
Result<std::string> sha256_of_file(const std::filesystem::path& file);

// Shared objects that are part of this process now, without those of the C library, in the order of loading.
std::vector<std::filesystem::path> loaded_objects();

// The host itself and what it loads: one "sha256 name" for each, the program first.
struct IdentityPart {
  std::string sha256;
  std::filesystem::path file;
};
std::vector<IdentityPart> host_identity();

}  // namespace deckle
