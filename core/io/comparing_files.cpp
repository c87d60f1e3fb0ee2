#include "io/comparing_files.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace deckle {
namespace {

Diagnostic differs(const std::string& path, std::string_view there, std::string_view made) {
  const auto [at, other] = std::mismatch(there.begin(), there.end(), made.begin(), made.end());
  const auto offset = static_cast<std::uint64_t>(at - there.begin());
  const auto line = std::count(there.begin(), at, '\n') + 1;
  Diagnostic made_otherwise =
      error("verify.differs",
            fmt::format("{} would have other bytes: {} instead of {}, other ones from byte {} on (line {})", path,
                        made.size(), there.size(), offset, line),
            "a plugin that uses the time, an address or the order of a hash table gives other bytes each time");
  return made_otherwise;
}

}  // namespace

class ComparingFiles::Output : public StagedOutput {
 public:
  Output(ComparingFiles& files, std::string path) : m_files(files), m_path(std::move(path)) {}

  Result<void> write(std::string_view bytes) override {
    m_bytes += bytes;
    return {};
  }
  Result<void> finish() override { return {}; }
  Result<void> commit(bool) override {
    ++m_files.m_compared;
    const Result<FileBytes> there = m_files.read(m_path);
    if (there && there->view() == m_bytes) return {};
    ++m_files.m_differing;
    if (!there) return error("verify.missing", fmt::format("{} is not there", m_path), "run the job first");
    return differs(m_path, there->view(), m_bytes);
  }
  Result<void> revert() override { return {}; }

 private:
  ComparingFiles& m_files;
  std::string m_path, m_bytes;
};

Result<std::unique_ptr<StagedOutput>> ComparingFiles::stage(const std::string& path, const Staging&) {
  return std::unique_ptr<StagedOutput>(std::make_unique<Output>(*this, path));
}

}  // namespace deckle
