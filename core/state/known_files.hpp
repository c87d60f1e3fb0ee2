// Whether files still hold the bytes that they held: each is looked at once a run, and read only when its stamp does
// not say enough.
#pragma once
#include <optional>
#include <string>
#include <unordered_map>

#include "io/file_version.hpp"
#include "io/open_folders.hpp"

namespace deckle {

class KnownFiles {
 public:
  KnownFiles() : m_now_ns(now_ns()) {}

  // `version` is what was known; when only its stamp is out of date it is brought up to date, and `refreshed` set.
  // Nothing known: the file is to be unreadable still.
  bool is_same(const std::string& path, std::optional<FileVersion>& version, bool& refreshed);
  // Whether there is nothing under this name, wherever it leads.
  bool is_missing(const std::string& path);
  // For files that nobody else asks for: nothing is remembered.
  bool is_same_once(const std::string& path, FileVersion& version, bool& refreshed);

 private:
  struct Seen {
    std::optional<FileStamp> stamp;
    bool was_read = false;
    std::optional<FileVersion> version;
  };
  std::int64_t m_now_ns;
  OpenFolders m_folders;
  std::unordered_map<std::string, Seen> m_seen;
};

}  // namespace deckle
