// Looking at many files, folder after folder.
#pragma once
#include <array>
#include <optional>
#include <string>
#include <string_view>

#include "io/descriptor.hpp"
#include "io/file_version.hpp"

namespace deckle {

// Keeps the folders open that it looked into last, of which there are mostly two, of inputs and of outputs: the kernel
// need not follow their paths again for every file. What is renamed meanwhile is still looked at where it was.
class OpenFolders {
 public:
  // As the function of this name.
  std::optional<FileStamp> stamp_of(const std::string& path);

 private:
  struct Folder {
    std::string path;
    Descriptor handle;  // once a second file of it is looked at
  };
  const Folder& folder(std::string_view path);
  std::array<Folder, 2> m_folders;
  std::size_t m_last = 0;
};

}  // namespace deckle
