// A file system in a map, with faults on demand.
#include <cerrno>
#include <filesystem>
#include <optional>

#include "io/files.hpp"
#include "io/paths.hpp"
#include "io/problem.hpp"

namespace deckle {
namespace {

class MemoryOutput : public StagedOutput {
 public:
  MemoryOutput(MemoryFiles& files, std::string path, std::string& target)
      : m_files(files), m_path(std::move(path)), m_target(&target) {}
  MemoryOutput(MemoryFiles& files, std::string path, const Staging& how)
      : m_files(files), m_path(std::move(path)), m_is_recorded(how.is_recorded) {}

  Result<void> write(std::string_view bytes) override {
    m_bytes += bytes;
    return m_files.check("write", m_path);
  }
  Result<void> finish() override { return m_files.check("finish", m_path); }
  Result<void> commit(bool) override {
    if (Result<void> allowed = m_files.check("commit", m_path); !allowed) return allowed;
    if (const auto old = m_files.content.find(m_path); old != m_files.content.end()) m_old = old->second;
    (m_target != nullptr ? *m_target : m_files.content[m_path]) = m_bytes;
    return {};
  }
  std::optional<FileVersion> version() const override {
    if (!m_is_recorded) return std::nullopt;
    FileVersion made;
    made.stamp.size = m_bytes.size();
    made.hash = content_hash(m_bytes);
    return made;
  }
  Result<void> revert() override {
    if (m_target != nullptr) return io_problem("take back", m_path, ESPIPE);
    if (Result<void> allowed = m_files.check("revert", m_path); !allowed) return allowed;
    if (m_old) m_files.content[m_path] = *m_old;
    else m_files.content.erase(m_path);
    return {};
  }

 private:
  MemoryFiles& m_files;
  std::string m_path, m_bytes;
  std::string* m_target = nullptr;
  std::optional<std::string> m_old;
  bool m_is_recorded = false;
};

}  // namespace

Result<void> MemoryFiles::check(std::string_view operation, const std::string& path) const {
  return fault ? fault(operation, path) : Result<void>();
}

Result<FileBytes> MemoryFiles::read(const std::string& path) {
  if (Result<void> allowed = check("read", path); !allowed) return allowed.problem();
  const auto found = content.find(path);
  if (found == content.end()) return io_problem("read", path, ENOENT);
  return FileBytes(found->second);
}

Result<FileBytes> MemoryFiles::read_beneath(const std::string& folder, const std::string& relative) {
  const std::filesystem::path inside = std::filesystem::path(relative).lexically_normal();
  if (inside.is_absolute() || inside.empty() || *inside.begin() == "..") return io_problem("read", relative, EXDEV);
  return read(path_from(folder, inside));
}

Result<void> MemoryFiles::look_beneath(const std::string& folder, const std::string& relative) {
  const Result<FileBytes> bytes = read_beneath(folder, relative);
  if (bytes) return {};
  const std::string path = path_from(folder, relative) + '/';
  const auto inside = content.lower_bound(path);
  return inside != content.end() && inside->first.starts_with(path) ? io_problem("read", relative, EISDIR)
                                                                    : bytes.problem();
}

Result<FileBytes> MemoryFiles::read_standard_input() {
  if (Result<void> allowed = check("read", "-"); !allowed) return allowed.problem();
  return FileBytes(input);
}

Result<std::unique_ptr<StagedOutput>> MemoryFiles::stage(const std::string& path, const Staging& how) {
  if (Result<void> allowed = check("stage", path); !allowed) return allowed.problem();
  return std::unique_ptr<StagedOutput>(std::make_unique<MemoryOutput>(*this, path, how));
}

Result<void> MemoryFiles::remove(const std::string& path) {
  return content.erase(path) != 0 ? Result<void>() : io_problem("remove", path, ENOENT);
}

std::unique_ptr<StagedOutput> MemoryFiles::standard_output() {
  return std::make_unique<MemoryOutput>(*this, "-", output);
}

}  // namespace deckle
