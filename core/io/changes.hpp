// Waiting for changes of files.
#pragma once
#include <chrono>
#include <map>
#include <set>
#include <string>

#include "diagnostics/result.hpp"
#include "io/descriptor.hpp"

namespace deckle {

// Paths are absolute, without a slash at the end. Staging files, `.git` and `.deckle` are never looked at.
class Changes {
 public:
  Changes();
  // False: the system has no more to give.
  bool can_watch() const { return static_cast<bool>(m_queue); }

  // Adds folders; true if there was one that was not watched yet, in which anything may have happened already. Those
  // that are not there are passed over.
  bool add_folder(const std::string& folder);
  bool add_tree(const std::string& folder);
  // Nothing there and below counts.
  void ignore(const std::string& path) { m_ignored.insert(path); }

  enum class Event { changed, interrupted, timeout };
  // Until something has changed and then nothing more for `quiet`. New folders in a tree are watched too.
  // A signal interrupts it.
  Event wait(std::chrono::milliseconds quiet, std::chrono::milliseconds most);
  // Forgets what has changed up to now.
  void drain();

 private:
  struct Folder {
    std::string path;
    bool is_tree = false;
  };
  bool watch(const std::string& folder, bool is_tree);
  bool is_ignored(const std::string& path) const;
  bool read_events();

  Descriptor m_queue;
  std::map<int, Folder> m_folders;  // by the system's number
  std::set<std::string> m_ignored;
};

}  // namespace deckle
