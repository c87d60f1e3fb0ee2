// What a document may reach: the files below its folders, by paths relative to the file in which they stand.
//
// A path means what it means in an address: ".." takes a name away before any link is followed. Links count where they
// lead. A path that leads to no file there is looked for below each folder after the first, in their order.
#pragma once
#include <string>
#include <vector>

#include "diagnostics/result.hpp"
#include "engine/recorded_run.hpp"
#include "io/files.hpp"
#include "pipeline/address.hpp"

namespace deckle {

struct ReachedFile {
  std::string folder, relative;  // below which of the folders, and where there
  std::string name;              // as a person would say it
  std::string path;              // absolute
};

class Reach {
 public:
  // Both have to outlive it. No folders: nothing is within reach.
  Reach(const std::vector<std::string>& folders, RecordedRun& run);

  // Whether the walks of the run tell that there is nothing; without the words for it that find() has.
  bool is_unlisted(const Lead& lead) const;
  // A regular file, or a problem of the file system ("io.outside": not below the folders).
  Result<ReachedFile> find(const Lead& lead) const;
  Result<FileBytes> read(const ReachedFile& file) const {
    return m_run.read_beneath(file.folder, file.relative, file.path);
  }

 private:
  const std::vector<std::string>& m_folders;
  std::vector<std::string> m_absolute;  // the same folders
  RecordedRun& m_run;
};

}  // namespace deckle
