// What makes a library the same library: the hash of its bytes.
#pragma once
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "diagnostics/result.hpp"

namespace deckle {

std::string sha256_of(std::string_view bytes);  // in hexadecimal
Result<std::string> sha256_of_file(const std::filesystem::path& file);

// Shared objects that are part of this process now, without those of the C library, in the order of loading.
std::vector<std::filesystem::path> loaded_objects();

// The program's own file, and the shared objects that came with it into this process: not what it loaded since.
const std::vector<std::filesystem::path>& host_objects();

// The host itself and what it loads: one "sha256 name" for each, the program first.
struct IdentityPart {
  std::string sha256;
  std::filesystem::path file;
};
std::vector<IdentityPart> host_identity();

}  // namespace deckle
