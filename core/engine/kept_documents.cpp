#include "engine/kept_documents.hpp"

#include <fcntl.h>
#include <fmt/format.h>
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

// O_TMPFILE is not known to all file systems. `readable`: the same file, for those who may only read it.
Descriptor nameless_file(const std::string& folder, Descriptor& readable) {
  Descriptor file(open(folder.c_str(), O_TMPFILE | O_RDWR | O_CLOEXEC | O_EXCL, 0600));
  if (file) {
    readable = Descriptor(open(fmt::format("/proc/self/fd/{}", file.get()).c_str(), O_RDONLY | O_CLOEXEC));
    if (readable) return file;
  }
  std::string name = folder + "/deckle-XXXXXX";
  file = Descriptor(mkostemp(name.data(), O_CLOEXEC));
  if (!file) return file;
  readable = Descriptor(open(name.c_str(), O_RDONLY | O_CLOEXEC));
  unlink(name.c_str());
  return readable ? std::move(file) : Descriptor();
}

}  // namespace

void KeptDocuments::keep_in(const std::string& path) {
  Descriptor file(::open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0600));
  Descriptor readable(::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NOFOLLOW));
  struct stat status {};
  if (!file || !readable || fstat(file.get(), &status) != 0 || !S_ISREG(status.st_mode)) return;
  m_file = std::move(file);
  m_readable = std::move(readable);
  m_has_name = true;
  m_end = 0;
  take_place(static_cast<std::uint64_t>(status.st_size));
}

Result<void> KeptDocuments::open_file() {
  if (m_file) return {};
  std::error_code none;
  const std::string folder = std::filesystem::temp_directory_path(none).string();
  m_file = nameless_file(folder, m_readable);
  return m_file ? Result<void>() : io_problem("write", folder, errno);
}

KeptDocument KeptDocuments::take_place(std::uint64_t size) {
  const KeptDocument kept{m_end, size};
  m_end += kept.room();
  return kept;
}

Result<KeptDocument> KeptDocuments::add(int file) {
  if (Result<void> opened = open_file(); !opened) return opened.problem();
  struct stat status {};
  if (fstat(file, &status) != 0) return io_problem("read", "a finished document", errno);
  if (!S_ISREG(status.st_mode)) return io_problem("read", "a finished document", EINVAL);
  const KeptDocument kept = take_place(static_cast<std::uint64_t>(status.st_size));
  lseek(m_file.get(), static_cast<off_t>(kept.offset), SEEK_SET);
  off_t from = 0;
  for (std::uint64_t left = kept.size; left > 0;) {
    const ssize_t copied = sendfile(m_file.get(), file, &from, static_cast<std::size_t>(left));
    if (copied < 0 && errno == EINTR) continue;
    if (copied <= 0) return io_problem("write", "a finished document", copied == 0 ? EIO : errno);
    left -= static_cast<std::uint64_t>(copied);
  }
  return kept;
}

Result<KeptDocument> KeptDocuments::add(const Block& block) {
  if (Result<void> opened = open_file(); !opened) return opened.problem();
  const KeptDocument kept = take_place(block.bytes().size());
  lseek(m_file.get(), static_cast<off_t>(kept.offset), SEEK_SET);
  if (const int failed = write_all(m_file.get(), block.bytes()); failed != 0)
    return io_problem("write", "a finished document", failed);
  return kept;
}

void KeptDocuments::clear() {
  if (m_file && ftruncate(m_file.get(), 0) == 0) m_end = 0;
}

Result<Block> KeptDocuments::open(const KeptDocument& kept) const {
  // What lies behind the end of a file may not be touched.
  if (kept.offset > m_end || kept.size == 0 || kept.size > m_end - kept.offset)
    return io_problem("read", "a finished document", EINVAL);
  return open_kept(Descriptor(fcntl(file(), F_DUPFD_CLOEXEC, 0)), kept);
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
