// The staging file is created when the buffer is full or the output is finished: a document that fails before
// leaves neither a file nor an empty folder, and a small one costs one write. What comes in large pieces is not copied.
#include "io/outputs.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <climits>
#include <cstdlib>
#include <filesystem>

#include "io/descriptor.hpp"
#include "io/paths.hpp"
#include "io/problem.hpp"
#include "io/staging_notes.hpp"

namespace deckle {
namespace {

constexpr std::size_t buffered = 64u << 10;

class StagedFile : public StagedOutput {
 public:
  // `old`: of what stands under the name; null: nothing does.
  StagedFile(std::string path, std::string target, const struct stat* old, const Staging& how)
      : m_path(std::move(path)), m_target(std::move(target)), m_how(how) {
    if (old == nullptr) return;
    m_mode = old->st_mode & 07777;
    m_replaced = stamp_of(*old);
  }
  ~StagedFile() override {
    if (!m_staging.empty()) unlink(m_staging.c_str());
    if (!m_old.empty()) unlink(m_old.c_str());
  }

  Result<void> write(std::string_view bytes) override {
    if (m_how.is_recorded) m_hasher.add(bytes);
    m_size += bytes.size();
    if (m_buffer.size() + bytes.size() >= buffered) {
      if (Result<void> flushed = flush(); !flushed) return flushed;
      if (bytes.size() >= buffered) return put(bytes);
    }
    m_buffer += bytes;
    return {};
  }

  Result<void> finish() override {
    if (m_how.is_recorded) m_version = FileVersion{{}, now_ns(), m_hasher.content_hash()};
    if (m_how.is_recorded && is_there_already()) return discard();
    if (Result<void> flushed = flush(); !flushed) return flushed;
    if (const int failed = keep_mode(); failed != 0) return io_problem("write", m_path, failed);
    if (m_how.is_power_safe && fsync(m_file.get()) != 0) return io_problem("write", m_path, errno);
    if (m_version) m_version->stamp = stamp_of_descriptor(m_file.get()).value_or(FileStamp());
    if (const int failed = m_file.close(); failed != 0) return io_problem("write", m_path, failed);
    return {};
  }

  Result<void> commit(bool reversible) override {
    if (m_is_there) return {};
    if (m_is_above)
      if (Result<void> made = make_folder(folder_of_file(m_target)); !made) return made;
    if (m_how.notes && m_version) m_how.notes->makes(m_target, m_version->hash);
    if (reversible) keep_old();
    if (rename(m_staging.c_str(), m_target.c_str()) != 0) return io_problem("write", m_path, errno);
    m_name = std::exchange(m_staging, {});
    if (m_version) look_again();
    if (!m_how.is_power_safe) return {};
    const std::string folder = folder_of_file(m_target);
    const Descriptor opened(open(folder.empty() ? "." : folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
    return opened && fsync(opened.get()) == 0 ? Result<void>() : io_problem("write", m_path, errno);
  }

  std::optional<FileVersion> version() const override { return m_version; }
  bool may_replace(const FileStamp& file) const override { return m_replaced && m_replaced->is_of_file(file); }

  // The bytes stay: another document may want them to appear.
  Result<void> revert() override {
    if (m_is_there) return {};
    if (m_not_kept != 0) return io_problem("restore", m_path, m_not_kept);
    const int failed = m_old.empty() ? rename(m_target.c_str(), m_name.c_str())
                                     : renameat2(AT_FDCWD, m_old.c_str(), AT_FDCWD, m_target.c_str(), RENAME_EXCHANGE);
    if (failed == 0) m_staging = m_old.empty() ? m_name : m_old;
    else if (rename(m_old.c_str(), m_target.c_str()) != 0) return io_problem("restore", m_path, errno);
    m_old.clear();
    return {};
  }

 private:
  bool is_there_already() {
    const std::optional<FileStamp> old = stamp_of(m_target);
    if (!old || old->size != m_size) return false;
    const std::optional<FileVersion> version = version_of_file(m_target);
    m_is_there = version && version->hash == m_version->hash;
    if (m_is_there) m_version = version;
    return m_is_there;
  }

  Result<void> discard() {
    m_buffer.clear();
    m_file.close();
    if (!m_staging.empty()) unlink(m_staging.c_str());
    m_staging.clear();
    return {};
  }

  // What is replaced keeps its permissions. A file system without permissions is no reason to fail.
  int keep_mode() const {
    struct stat made {};
    const bool is_kept = m_mode && fstat(m_file.get(), &made) == 0 && (made.st_mode & 07777) == *m_mode;
    if (!m_mode || is_kept || fchmod(m_file.get(), *m_mode) == 0) return 0;
    return errno == EPERM || errno == ENOTSUP ? 0 : errno;
  }

  // The file got a new time of change with its name; all else shows whether it is still the file that was written.
  void look_again() {
    const std::int64_t now = now_ns();
    const std::optional<FileStamp> found = stamp_of(m_target);
    if (found) m_version->stamp.changed_ns = found->changed_ns;
    m_version->looked_at_ns = now;
    if (!found || *found != m_version->stamp) m_version.reset();
  }

  // A second name for the file that is about to be replaced.
  void keep_old() {
    m_old = m_staging + "-old";
    if (link(m_target.c_str(), m_old.c_str()) == 0) return;
    m_old.clear();
    if (errno != ENOENT) m_not_kept = errno;
  }

  Result<void> flush() {
    Result<void> written = put(m_buffer);
    m_buffer.clear();
    return written;
  }

  // What could not be written whole takes no room from other outputs: the disk may be full.
  Result<void> put(std::string_view bytes) {
    if (m_failed == 0 && !m_file)
      if (Result<void> opened = open_staging(); !opened) return opened;
    if (m_failed == 0) m_failed = write_all(m_file.get(), bytes);
    if (m_failed == 0) return {};
    static_cast<void>(discard());
    return io_problem("write", m_path, m_failed);
  }

  Result<void> make_folder(const std::string& folder) const {
    std::error_code refused;
    std::filesystem::create_directories(folder, refused);
    return refused ? io_problem("create the folder of", m_path, refused.value()) : Result<void>();
  }

  bool is_late(const std::string& folder) const {
    return !m_how.late_below.empty() && folder.size() > m_how.late_below.size() && folder.starts_with(m_how.late_below);
  }

  Result<void> open_staging() {
    static unsigned counter = 0;
    std::string folder = folder_of_file(m_target);
    int failed = EEXIST;
    for (int attempt = 0; attempt < 100 && (failed == EEXIST || failed == ENOENT); ++attempt) {
      if (failed == ENOENT && is_late(folder)) {
        m_is_above = true;
        folder = folder_of_file(folder.substr(0, folder.size() - 1));
      } else if (failed == ENOENT) {
        if (Result<void> made = make_folder(folder); !made) return made;
      }
      const std::string prefix = m_how.notes ? m_how.notes->stages(folder) : fmt::format(".deckle-{}-", getpid());
      const std::string name = fmt::format("{}{}{}", folder, prefix, ++counter);
      m_file = Descriptor(open(name.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0666));
      if (m_file) {
        m_staging = name;
        return {};
      }
      failed = errno;
    }
    return io_problem("write", m_path, failed);
  }

  std::string m_path, m_target, m_staging, m_buffer;
  std::string m_name;  // of the staging file, until the output appeared
  std::string m_old;   // a second name of the file that was replaced
  int m_failed = 0;    // why bytes could not be written
  int m_not_kept = 0;  // why the old file has no second name
  std::optional<mode_t> m_mode;         // of the file that is replaced
  std::optional<FileStamp> m_replaced;  // that file
  Staging m_how;
  Hasher m_hasher;
  std::uint64_t m_size = 0;
  std::optional<FileVersion> m_version;
  bool m_is_above = false;  // the staging file is in a folder above that of the output
  bool m_is_there = false;  // the bytes are those of the file that stands under the name
  Descriptor m_file;
};

class StreamOutput : public StagedOutput {
 public:
  StreamOutput(Descriptor owned, int descriptor, std::string name)
      : m_owned(std::move(owned)), m_descriptor(descriptor), m_name(std::move(name)) {}

  Result<void> write(std::string_view bytes) override {
    m_buffer += bytes;
    return {};
  }
  Result<void> finish() override { return {}; }
  Result<void> commit(bool) override {
    const int failed = write_all(m_descriptor, m_buffer);
    // EPIPE: the reader has what it wanted.
    if (failed != 0 && failed != EPIPE) return io_problem("write", m_name, failed);
    return {};
  }
  Result<void> revert() override { return io_problem("take back", m_name, ESPIPE); }

 private:
  Descriptor m_owned;
  int m_descriptor;
  std::string m_name, m_buffer;
};

}  // namespace

Result<std::unique_ptr<StagedOutput>> stage_path(const std::string& path, const Staging& how) {
  struct stat status {};
  std::string target = path;
  bool exists = lstat(path.c_str(), &status) == 0;
  if (char resolved[PATH_MAX]; exists && S_ISLNK(status.st_mode)) {
    exists = stat(path.c_str(), &status) == 0;
    if (exists && S_ISREG(status.st_mode) && realpath(path.c_str(), resolved) != nullptr) target = resolved;
  }
  if (path.empty() || path.back() == '/' || (exists && S_ISDIR(status.st_mode)))
    return io_problem("write", path, EISDIR);
  if (exists && !S_ISREG(status.st_mode)) {
    Descriptor device(open(path.c_str(), O_WRONLY | O_CLOEXEC | O_NOCTTY));
    if (!device) return io_problem("write", path, errno);
    const int number = device.get();
    return std::unique_ptr<StagedOutput>(std::make_unique<StreamOutput>(std::move(device), number, path));
  }
  return std::unique_ptr<StagedOutput>(std::make_unique<StagedFile>(path, target, exists ? &status : nullptr, how));
}

std::unique_ptr<StagedOutput> stream_output(int descriptor, const std::string& name) {
  return std::make_unique<StreamOutput>(Descriptor(), descriptor, name);
}

}  // namespace deckle
