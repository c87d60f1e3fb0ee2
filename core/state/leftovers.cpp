#include "state/leftovers.hpp"

namespace deckle {

std::vector<std::string> Leftovers::of(const std::vector<MadeFile>& files,
                                       const std::vector<StateStore::Entry>& rows) const {
  std::set<std::string> wanted, found;
  for (const StateStore::Entry& entry : rows)
    for (const MadeFile& file : entry.row.made) wanted.insert(file.path);
  for (const MadeFile& file : files)
    if (!wanted.contains(file.path) && may_go(file)) found.insert(m_paths.outer(file.path));
  return {found.begin(), found.end()};
}

bool Leftovers::may_go(const MadeFile& file) const {
  const std::string absolute = absolute_path(m_paths.outer(file.path));
  if (!below(absolute, m_output_folder) && !below(absolute, absolute_path(m_paths.outer(".")))) return false;
  const std::optional<FileVersion> there = version_of_file(absolute);
  return there && file.version && there->hash == file.version->hash;
}

}  // namespace deckle
