// The folder in which a job's state lies: its database, the lock of the run that holds it, and a .gitignore, so that
// nobody has to think of it.
#pragma once
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "io/lock_file.hpp"
#include "state/store.hpp"

namespace deckle {

// `.deckle/<stem of the job file>` beside it.
std::string state_folder_of_job(const std::string& job_path);
// Below a folder that many jobs share: one for each of them.
std::string state_folder_below(const std::string& shared, const std::string& job_path);

class StateFolder {
 public:
  // Makes the folder, and locks it; see LockFile::acquire.
  static Result<std::optional<StateFolder>> open(const std::string& path, const LockFile::Busy& busy);

  // A database that is damaged, or of a newer version, is set aside, and a new one is begun; what happened is added to
  // `said`, a warning.
  Result<std::unique_ptr<StateStore>> open_store(const std::string& job_folder, bool is_power_safe,
                                                 std::vector<Diagnostic>& said) const;
  // After `problem` with a store that is closed by now: the same.
  Result<std::unique_ptr<StateStore>> begin_anew(const std::string& job_folder, bool is_power_safe,
                                                 const Diagnostic& problem, std::vector<Diagnostic>& said) const;

 private:
  StateFolder(std::string path, LockFile lock) : m_path(std::move(path)), m_lock(std::move(lock)) {}
  std::string m_path;
  LockFile m_lock;
};

}  // namespace deckle
