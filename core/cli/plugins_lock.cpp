#include "cli/plugins_lock.hpp"

#include <fmt/format.h>

#include <deque>

#include "cli/locked.hpp"
#include "diagnostics/counted.hpp"
#include "diagnostics/printable.hpp"
#include "io/paths.hpp"
#include "io/write_file.hpp"

namespace deckle {
namespace {

// The plugins of the job with each choice of profiles. A choice may name folders of plugins, so each has a session.
class Locking {
 public:
  Locking(const CommonOptions& common, Files& files) : m_common(common), m_files(files) {}

  // False: what is wrong has been printed. `profiles`: those of the job, if it could be put together.
  bool add(const JobArguments& job, std::vector<std::string>* profiles = nullptr) {
    Session& session = m_sessions.emplace_back(m_common);
    ComposedJob composed = compose(session, m_files, job);
    if (profiles != nullptr) *profiles = composed.profiles;
    const JobResult read = read_job(std::move(composed), session.registry(), m_files);
    session.printer().print(read.problems);
    if (!read.job) session.printer().print(session.discovery().problems());
    if (!read.job) return false;
    for (const PluginUse& use : plugin_uses(*read.job, session.registry()))
      if (!add(*use.plugin, session.printer())) return false;
    return true;
  }

  const std::vector<const PluginFile*>& plugins() const { return m_plugins; }

 private:
  bool add(const PluginFile& plugin, Printer& printer) {
    for (const PluginFile* known : m_plugins) {
      if (known->manifest.id != plugin.manifest.id) continue;
      if (known->sha256 == plugin.sha256) return true;
      printer.print(error("lock.ambiguous",
                          fmt::format("with one profile {} is {}, with another {}: a lock can pin one of them only",
                                      plugin.manifest.id, known->library.string(), plugin.library.string()),
                          "name the same folders of plugins in all profiles"));
      return false;
    }
    m_plugins.push_back(&plugin);
    return true;
  }

  const CommonOptions& m_common;
  Files& m_files;
  std::deque<Session> m_sessions;            // which hold the plugins
  std::vector<const PluginFile*> m_plugins;  // one of each id
};

// A file of that name that is no lock is somebody's, and stays.
bool may_be_written(Session& session, Files& files, const std::string& path, const std::string& job) {
  const Result<FileBytes> bytes = files.read(path);
  if (!bytes && bytes.problem().code == "io.not-found") return true;
  const LockResult there = bytes ? read_lock(path, job, bytes->view()) : LockResult{std::nullopt, {bytes.problem()}};
  session.printer().print(there.problems);
  return there.problems.empty();
}

}  // namespace

int lock_plugins(const CommonOptions& common, const JobArguments& job) {
  Session session(common);
  const auto files = real_files();
  Locking locking(common, *files);
  std::vector<std::string> profiles;
  bool good = locking.add(job, &profiles);
  for (std::size_t k = 0; good && job.profiles.empty() && k < profiles.size(); ++k) {
    JobArguments with_profile = job;
    with_profile.profiles = {profiles[k]};
    good = locking.add(with_profile);
  }
  const std::string path = lock_path(job.file());
  if (!good || !may_be_written(session, *files, path, job.file())) return 2;
  const std::string text = lock_text(locking.plugins(), name_of_file(job.file()));
  if (const Result<void> written = write_file(*files, path, text); !written) {
    session.printer().print(written.problem());
    return 1;
  }
  if (!common.quiet)
    fmt::print(stderr, "{} is written: {} pinned\n", printable(path), counted(locking.plugins().size(), "plugin"));
  return 0;
}

}  // namespace deckle
