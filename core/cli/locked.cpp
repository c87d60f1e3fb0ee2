#include "cli/locked.hpp"

namespace deckle {

void add_locked(Arguments& arguments, bool& locked) {
  arguments.flag("--locked", locked, "Refuse every plugin but those that `deckle plugins lock` has pinned");
}

LockResult check_lock(Session& session, Files& files, const std::string& job) {
  const std::string path = lock_path(job);
  const Result<FileBytes> bytes = files.read(path);
  if (!bytes && bytes.problem().code == "io.not-found")
    return {std::nullopt, {error("lock.none", path + " is not there", "write it: " + lock_command(job))}};
  if (!bytes) return {std::nullopt, {bytes.problem()}};
  const LockResult read = read_lock(path, job, bytes->view());
  if (!read.lock) return read;
  std::vector<Diagnostic> problems = differences(*read.lock, session.registry());
  if (problems.empty()) return read;
  const std::vector<Diagnostic> refused = session.discovery().problems();  // one of them may be what is missing
  problems.insert(problems.end(), refused.begin(), refused.end());
  return {std::nullopt, std::move(problems)};
}

}  // namespace deckle
