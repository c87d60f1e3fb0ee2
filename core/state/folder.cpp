#include "state/folder.hpp"

#include <fmt/format.h>

#include <cerrno>
#include <filesystem>

#include "io/paths.hpp"
#include "io/problem.hpp"
#include "io/write_file.hpp"

namespace deckle {
namespace {

namespace fs = std::filesystem;

constexpr const char* database_name = "state.sqlite";

std::string stem_of_job(const std::string& job_path) { return fs::path(job_path).stem().string(); }

// Under a name that is free, with what SQLite keeps beside it.
Result<std::string> set_aside(const std::string& database, const std::string& why) {
  std::error_code failed;
  for (int number = 1; number < 1000; ++number) {
    const std::string suffix = fmt::format(".{}-{}", why, number);
    if (fs::exists(fs::symlink_status(database + suffix, failed))) continue;
    fs::rename(database, database + suffix, failed);
    if (failed) break;
    for (const char* beside : {"-wal", "-shm"}) {
      std::error_code is_not_there;
      fs::rename(database + beside, database + suffix + beside, is_not_there);
    }
    return database + suffix;
  }
  return io_problem("rename", database, failed ? failed.value() : EEXIST);
}

bool is_to_be_set_aside(const Diagnostic& problem) {
  return problem.code == "state.damaged" || problem.code == "state.newer";
}

// SQLite would follow it, or wait for a pipe.
bool is_no_file(const std::string& path) {
  std::error_code failed;
  const fs::file_status status = fs::symlink_status(path, failed);
  return fs::exists(status) && !fs::is_regular_file(status);
}

Result<void> write_ignore_file(const std::string& folder) {
  const std::string path = folder + "/.gitignore";
  std::error_code failed;
  if (fs::exists(fs::symlink_status(path, failed))) return {};
  return write_file(*real_files(), path, "*\n");
}

}  // namespace

std::string state_folder_of_job(const std::string& job_path) {
  return folder_of_file(job_path) + ".deckle/" + stem_of_job(job_path);
}

std::string state_folder_below(const std::string& shared, const std::string& job_path) {
  const ContentHash hash = content_hash(absolute_path(job_path));
  const std::string_view bytes(reinterpret_cast<const char*>(hash.data()), 4);
  return fmt::format("{}/{}-{}", shared, stem_of_job(job_path), hexadecimal(bytes));
}

Result<std::optional<StateFolder>> StateFolder::open(const std::string& path, const LockFile::Busy& busy) {
  std::error_code failed;
  fs::create_directories(path, failed);
  if (failed) return io_problem("create", path, failed.value());
  if (Result<void> written = write_ignore_file(path); !written) return written.problem();
  Result<std::optional<LockFile>> lock = LockFile::acquire(path + "/lock", busy);
  if (!lock) return lock.problem();
  if (!*lock) return std::optional<StateFolder>();
  return std::optional(StateFolder(path, std::move(**lock)));
}

Result<std::unique_ptr<StateStore>> StateFolder::open_store(const std::string& job_folder, bool is_power_safe,
                                                            std::vector<Diagnostic>& said) const {
  const std::string file = m_path + '/' + database_name;
  Result<std::unique_ptr<StateStore>> store =
      is_no_file(file) ? error("state.damaged", "it is no file") : StateStore::open(file, job_folder, is_power_safe);
  if (store || !is_to_be_set_aside(store.problem())) return store;
  return begin_anew(job_folder, is_power_safe, store.problem(), said);
}

Result<std::unique_ptr<StateStore>> StateFolder::begin_anew(const std::string& job_folder, bool is_power_safe,
                                                            const Diagnostic& problem,
                                                            std::vector<Diagnostic>& said) const {
  const std::string file = m_path + '/' + database_name;
  const bool is_newer = problem.code == "state.newer";
  const Result<std::string> aside = set_aside(file, is_newer ? "newer" : "damaged");
  if (!aside) return aside.problem();
  Diagnostic warning =
      error(problem.code, fmt::format("the record of earlier runs, {}, cannot be used: {}", file, problem.message),
            fmt::format("it lies in {} now; everything is made again", *aside));
  warning.severity = Severity::warning;
  said.push_back(std::move(warning));
  return StateStore::open(file, job_folder, is_power_safe);
}

}  // namespace deckle
