// Files that the state recorded and that nobody wants any more. Only those are taken away that no other row tells of,
// that still hold the recorded bytes, and that lie below the folder of the job or of its outputs: whatever a state that
// came from elsewhere may say.
#pragma once
#include <set>
#include <string>
#include <vector>

#include "state/state_paths.hpp"
#include "state/store.hpp"

namespace deckle {

class Leftovers {
 public:
  // `output_folder` is a folder as somebody in the working directory would say it.
  Leftovers(const StatePaths& paths, const std::string& output_folder)
      : m_paths(paths), m_output_folder(absolute_path(output_folder.empty() ? "." : output_folder)) {}

  // Of these files, those that can go, in the order of their names; `rows` are all that stay.
  std::vector<std::string> of(const std::vector<MadeFile>& files, const std::vector<StateStore::Entry>& rows) const;

 private:
  bool may_go(const MadeFile& file) const;

  const StatePaths& m_paths;
  std::string m_output_folder;
};

}  // namespace deckle
