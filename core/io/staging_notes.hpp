// What a run stages and lets appear, written down before it does, so that the next one can go on when it is killed:
// that takes away what was left under names with the mark of the killed run, and knows which files are that run's work
// though no record tells of them.
#pragma once
#include <set>
#include <string>
#include <unordered_map>

#include "io/content_hash.hpp"
#include "io/descriptor.hpp"

namespace deckle {

class StagingNotes {
 public:
  // At this path; one process at a time. Takes away what was left by runs whose notes lie there.
  explicit StagingNotes(std::string path);
  StagingNotes(const StagingNotes&) = delete;
  StagingNotes& operator=(const StagingNotes&) = delete;
  ~StagingNotes();
  // All that they tell of is recorded elsewhere: they go with this. Otherwise they stay for the next run.
  void drop() { m_is_dropped = true; }

  // A note that cannot be written is no reason not to go on.
  // The beginning of the name of a file that is about to be staged in this folder ("" or with a slash at the end).
  const std::string& stages(const std::string& folder);
  // A file with these bytes is about to appear.
  void makes(const std::string& path, const ContentHash& hash);
  // Whether what lies there is what an earlier run made.
  bool tell_of(const std::string& path) const;

 private:
  void read();
  void note(std::string text);

  std::string m_path, m_prefix;
  Descriptor m_file;  // once there is a note
  bool m_is_dropped = false;
  std::set<std::string> m_folders;
  std::unordered_multimap<std::string, std::string>
      m_made;  // by earlier runs: absolute paths, hashes as they are noted
};

}  // namespace deckle
