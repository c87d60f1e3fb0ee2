// A file system to which nothing is written: what would be is compared with what is there.
#pragma once
#include <cstdint>

#include "io/files.hpp"

namespace deckle {

class ComparingFiles : public Files {
 public:
  // `files` has to outlive it.
  explicit ComparingFiles(Files& files) : m_files(files) {}
  // Outputs that were compared.
  std::uint64_t compared() const { return m_compared; }
  std::uint64_t differing() const { return m_differing; }

  Result<FileBytes> read(const std::string& path) override { return m_files.read(path); }
  Result<FileBytes> read_beneath(const std::string& folder, const std::string& relative) override {
    return m_files.read_beneath(folder, relative);
  }
  Result<void> look_beneath(const std::string& folder, const std::string& relative) override {
    return m_files.look_beneath(folder, relative);
  }
  Result<FileBytes> read_standard_input() override { return m_files.read_standard_input(); }
  // Its commit() fails with "verify.differs" or "verify.missing" when there are other bytes, or none.
  Result<std::unique_ptr<StagedOutput>> stage(const std::string& path, const Staging& how) override;
  std::unique_ptr<StagedOutput> standard_output() override { return m_files.standard_output(); }
  bool standard_output_is_terminal() const override { return m_files.standard_output_is_terminal(); }
  Result<void> remove(const std::string&) override { return {}; }  // nothing is
  bool same_file(const std::string& one, const std::string& other) const override {
    return m_files.same_file(one, other);
  }

 private:
  class Output;
  Files& m_files;
  std::uint64_t m_compared = 0, m_differing = 0;
};

}  // namespace deckle
