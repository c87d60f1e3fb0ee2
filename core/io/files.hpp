// The only way to the file system: one small interface, implemented on the real one and in memory.
//
// Inputs are read whole. Outputs are staged: what is written appears under its name by one rename, when commit() is
// called, so that whoever reads the name sees the old bytes or the new ones, never a half. Several outputs that belong
// together appear one after the other; when one cannot, those before it are reverted. Without a journal that is as good
// as it gets: a program that is killed in between leaves some of them new, each of them whole.
#pragma once
#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "diagnostics/result.hpp"
#include "io/bytes.hpp"

namespace deckle {

// Spans count bytes in 32 bits.
constexpr std::uint64_t largest_input = 0xFFFFFFFFull;

class StagingNotes;

// How an output is to be staged.
struct Staging {
  // It tells which version() it became, and bytes that are there already are left alone: their file keeps its time.
  bool is_recorded = false;
  // With a slash at the end: folders below this one are made when the output appears. Empty: before.
  std::string late_below = {};
  bool is_power_safe = false;  // its bytes are on the disk before it gets its name, and the name after commit()
  StagingNotes* notes = nullptr;  // that are told of it
};

// An output under construction; write, finish, commit, in this order. Destroyed without commit(), it leaves nothing.
class StagedOutput {
 public:
  virtual ~StagedOutput() = default;
  virtual Result<void> write(std::string_view bytes) = 0;
  // All bytes are stored, still under no name: a full disk is found here, not in commit().
  virtual Result<void> finish() = 0;
  // `reversible`: what stands under the name is kept beside it until this is destroyed or reverted.
  virtual Result<void> commit(bool reversible = false) = 0;
  // After a reversible commit(): what stood under the name stands there again. A stream cannot take back its bytes, nor
  // a file system without links the file that was replaced: that is a problem.
  virtual Result<void> revert() = 0;
  // False: what stood under the name when it was staged, if anything did, was not the file with this stamp.
  virtual bool may_replace(const FileStamp&) const { return true; }
  // After commit() of one that is recorded: the file under its name, with the hash of what was written. Nothing when it
  // is a stream, or when the file is another one already.
  virtual std::optional<FileVersion> version() const { return std::nullopt; }
};

class Files {
 public:
  virtual ~Files() = default;

  // A regular file below 4 GiB; folders, devices and pipes are refused without being opened.
  virtual Result<FileBytes> read(const std::string& path) = 0;
  // The same for `relative` below `folder`: no `..`, link or absolute path in it leads out of the folder.
  virtual Result<FileBytes> read_beneath(const std::string& folder, const std::string& relative) = 0;
  // Whether read_beneath() would find a regular file; who may read it is not asked.
  virtual Result<void> look_beneath(const std::string& folder, const std::string& relative) = 0;
  virtual Result<FileBytes> read_standard_input() = 0;

  // Folders on the way are created. An existing device or pipe is written to directly, at commit().
  virtual Result<std::unique_ptr<StagedOutput>> stage(const std::string& path, const Staging& how = {}) = 0;
  // A reader that goes away early is no error.
  virtual std::unique_ptr<StagedOutput> standard_output() = 0;
  virtual bool standard_output_is_terminal() const = 0;

  // Takes a file away, and the folders above it that hold nothing else.
  virtual Result<void> remove(const std::string& path) = 0;

  // True if both names lead to one existing file.
  virtual bool same_file(const std::string& one, const std::string& other) const = 0;
};

std::unique_ptr<Files> real_files();

// Files in memory: for tests, and for what is to be no file. `fault` may answer an operation ("read", "stage", "write",
// "finish", "commit", "revert") on a path with a diagnostic instead of letting it happen.
class MemoryFiles : public Files {
 public:
  std::map<std::string, std::string> content;
  std::string input, output;  // standard streams
  bool terminal = false;
  std::function<Result<void>(std::string_view operation, const std::string& path)> fault;

  Result<FileBytes> read(const std::string& path) override;
  Result<FileBytes> read_beneath(const std::string& folder, const std::string& relative) override;
  Result<void> look_beneath(const std::string& folder, const std::string& relative) override;
  Result<FileBytes> read_standard_input() override;
  Result<std::unique_ptr<StagedOutput>> stage(const std::string& path, const Staging& how = {}) override;
  std::unique_ptr<StagedOutput> standard_output() override;
  bool standard_output_is_terminal() const override { return terminal; }
  Result<void> remove(const std::string& path) override;
  bool same_file(const std::string& one, const std::string& other) const override { return one == other; }

  Result<void> check(std::string_view operation, const std::string& path) const;
};

}  // namespace deckle
