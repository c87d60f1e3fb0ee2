#include "io/growing_file.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <filesystem>

#include "io/paths.hpp"
#include "io/problem.hpp"

namespace deckle {

Result<GrowingFile> GrowingFile::create(const std::string& path) {
  // Not blocking: a pipe that nobody reads is refused instead of waited for.
  constexpr int flags = O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC | O_NOCTTY | O_NONBLOCK;
  Descriptor file(open(path.c_str(), flags, 0666));
  if (!file && errno == ENOENT && !folder_of_file(path).empty()) {
    std::error_code refused;
    std::filesystem::create_directories(folder_of_file(path), refused);
    if (refused) return io_problem("create the folder of", path, refused.value());
    file = Descriptor(open(path.c_str(), flags, 0666));
  }
  if (!file) return io_problem("write", path, errno == ENXIO ? ESPIPE : errno);
  struct stat status {};
  if (fstat(file.get(), &status) != 0) return io_problem("write", path, errno);
  if (!S_ISREG(status.st_mode)) return io_problem("write", path, ESPIPE);
  if (ftruncate(file.get(), 0) != 0) return io_problem("write", path, errno);
  return GrowingFile(path, std::move(file));
}

Result<void> GrowingFile::append(std::string_view piece) {
  if (const int failed = write_all(m_file.get(), piece); failed != 0) {
    // A part of it may be there; when it cannot be cut off either, the reader sees an unfinished line.
    static_cast<void>(ftruncate(m_file.get(), static_cast<off_t>(m_size)));
    return io_problem("write", m_path, failed);
  }
  m_size += piece.size();
  return {};
}

}  // namespace deckle
