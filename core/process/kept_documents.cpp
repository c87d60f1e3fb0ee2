#include "process/kept_documents.hpp"

#include <fcntl.h>
#include <sys/mman.h>
#include <sys/sendfile.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <filesystem>
#include <memory>

#include "io/problem.hpp"

namespace deckle {
namespace {

constexpr std::uint64_t page = 4096;

// O_TMPFILE is not known to all file systems.
Descriptor nameless_file(const std::string& folder) {
  Descriptor file(open(folder.c_str(), O_TMPFILE | O_RDWR | O_CLOEXEC | O_EXCL, 0600));
  if (file) return file;
  std::string name = folder + "/deckle-XXXXXX";
  file = Descriptor(mkostemp(name.data(), O_CLOEXEC));
  if (file) unlink(name.c_str());
  return file;
}

}  // namespace

Result<KeptDocument> KeptDocuments::add(int file) {
  std::error_code none;
  const std::string folder = std::filesystem::temp_directory_path(none).string();
  if (!m_file) m_file = nameless_file(folder);
  struct stat status {};
  if (!m_file || fstat(file, &status) != 0) return io_problem("write", folder, errno);
  if (!S_ISREG(status.st_mode)) return io_problem("read", "a finished document", EINVAL);
  const KeptDocument kept{m_end, static_cast<std::uint64_t>(status.st_size)};
  lseek(m_file.get(), static_cast<off_t>(m_end), SEEK_SET);
  off_t from = 0;
  for (std::uint64_t left = kept.size; left > 0;) {
    const ssize_t copied = sendfile(m_file.get(), file, &from, static_cast<std::size_t>(left));
    if (copied < 0 && errno == EINTR) continue;
    if (copied <= 0) return io_problem("write", folder, copied == 0 ? EIO : errno);
    left -= static_cast<std::uint64_t>(copied);
  }
  m_end += (kept.size + page - 1) / page * page;
  return kept;
}

Result<Block> open_kept(Descriptor file, const KeptDocument& kept) {
  const auto size = static_cast<std::size_t>(kept.size);
  void* at = mmap(nullptr, size, PROT_READ, MAP_PRIVATE, file.get(), static_cast<off_t>(kept.offset));
  if (at != MAP_FAILED) {
    std::shared_ptr<const void> keeper(at, [size](const void* mapped) { munmap(const_cast<void*>(mapped), size); });
    return Block::from_file(FileBytes(std::move(keeper), {static_cast<const char*>(at), size}));
  }
  // There is a limit to the number of maps.
  std::string bytes(size, '\0');
  if (pread(file.get(), bytes.data(), size, static_cast<off_t>(kept.offset)) != static_cast<ssize_t>(size))
    return io_problem("read", "a finished document", errno);
  return Block::from_bytes(bytes);
}

}  // namespace deckle
