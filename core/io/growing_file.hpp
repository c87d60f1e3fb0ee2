// A file that grows by whole pieces: whoever reads it while it is written, or after its writer was killed, finds the
// pieces that are complete.
#pragma once
#include <cstdint>
#include <string>
#include <string_view>

#include "diagnostics/result.hpp"
#include "io/descriptor.hpp"

namespace deckle {

class GrowingFile {
 public:
  // Folders on the way are created. A regular file that is there is emptied; anything else is refused.
  static Result<GrowingFile> create(const std::string& path);
  // All of the piece, or none.
  Result<void> append(std::string_view piece);

 private:
  GrowingFile(std::string path, Descriptor file) : m_path(std::move(path)), m_file(std::move(file)) {}
  std::string m_path;
  Descriptor m_file;
  std::uint64_t m_size = 0;
};

}  // namespace deckle
