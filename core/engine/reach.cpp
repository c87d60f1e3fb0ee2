#include "engine/reach.hpp"

#include <cerrno>

#include "io/paths.hpp"
#include "io/problem.hpp"

namespace deckle {

Reach::Reach(const std::vector<std::string>& folders, RecordedRun& run) : m_folders(folders), m_run(run) {
  for (const std::string& folder : m_folders) m_absolute.push_back(absolute_path(folder));
}

// With several folders there are several places to look at, and each is written down.
bool Reach::is_unlisted(const Lead& lead) const {
  if (m_folders.size() != 1 || lead.path.find('\0') != std::string::npos) return false;
  const auto relative = below(lead.place, m_absolute[0]);
  return relative && !relative->empty() && m_run.is_unlisted(m_folders[0], *relative, lead.place);
}

Result<ReachedFile> Reach::find(const Lead& lead) const {
  const std::string& path = lead.path;
  if (path.empty() || path.find('\0') != std::string::npos) return io_problem("read", path, ENOENT);
  std::optional<Diagnostic> refused;
  const auto look = [&](std::size_t folder, const std::string& place) -> std::optional<ReachedFile> {
    const auto within = below(place, m_absolute[folder]);
    if (!within) return std::nullopt;
    const std::string relative(*within);
    Result<void> there =
        relative.empty() ? io_problem("read", path, EISDIR) : m_run.look(m_folders[folder], relative, place);
    if (there && path.back() == '/') there = io_problem("read", path, ENOTDIR);
    if (!there && !refused) refused = there.problem();
    if (!there) return std::nullopt;
    return ReachedFile{m_folders[folder], relative, path_from(m_folders[folder], relative), place};
  };
  for (std::size_t folder = 0; folder < m_folders.size(); ++folder)
    if (auto found = look(folder, lead.place)) return std::move(*found);
  for (std::size_t folder = 1; folder < m_folders.size(); ++folder)
    if (auto found = look(folder, absolute_path(m_absolute[folder] + '/' + path))) return std::move(*found);
  return refused ? std::move(*refused) : io_problem("read", path, EXDEV);
}

}  // namespace deckle
