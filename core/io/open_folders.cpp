#include "io/open_folders.hpp"

#include <fcntl.h>
#include <sys/stat.h>

namespace deckle {

std::optional<FileStamp> OpenFolders::stamp_of(const std::string& path) {
  const std::size_t slash = path.rfind('/');
  if (slash == std::string::npos || slash == 0) return deckle::stamp_of(path);
  const Folder& in = folder(std::string_view(path).substr(0, slash));
  if (!in.handle) return deckle::stamp_of(path);
  struct stat status {};
  const char* const name = path.c_str() + slash + 1;
  return fstatat(in.handle.get(), name, &status, 0) == 0 ? std::optional(deckle::stamp_of(status)) : std::nullopt;
}

const OpenFolders::Folder& OpenFolders::folder(std::string_view path) {
  if (m_folders[m_last].path != path) m_last = 1 - m_last;
  Folder& one = m_folders[m_last];
  if (one.path != path) one = {std::string(path), Descriptor()};
  else if (!one.handle) one.handle = Descriptor(open(one.path.c_str(), O_PATH | O_DIRECTORY | O_CLOEXEC));
  return one;
}

}  // namespace deckle
