// Manifests and file hashes that were learnt before, in one file in the user's cache folder.
//
// A manifest, or the reason why there is none, belongs to the bytes of a library: its SHA-256. A hash belongs to a file
// as its stamp shows it, so that a start with nothing changed reads one file and looks at each library once. Failures
// that what lies around a library may have caused (a missing library, a slow machine) are tried again when that
// changes. The file is of one host revision; anything in it that is not as expected counts as absent.
#pragma once
#include <filesystem>
#include <map>
#include <optional>
#include <string>

#include "host/describe_child.hpp"
#include "host/identity.hpp"
#include "io/file_version.hpp"

namespace deckle {

class ManifestCache {
 public:
  // `folder` empty: nothing is kept. Reads the file if there is one.
  explicit ManifestCache(std::filesystem::path folder);

  // The hash of a file, computed if need be.
  Result<std::string> hash_of(const std::filesystem::path& file);
  // What is known of the library with these bytes; read from the cache only now, so that others cost nothing.
  std::optional<Result<Described>> find(const std::string& sha256) const;
  void keep(const std::string& sha256, const Result<Described>& described);
  // Writes the file if anything is new. Failing to is no error: the next start is slower, that is all.
  void save() const;

 private:
  struct Hash {
    FileStamp stamp;
    std::int64_t looked_at_ns = 0;
    std::string sha256;
  };
  struct Entry {
    std::string described;      // as to_bytes() gives it
    std::string circumstances;  // of a failure that they may have caused; empty: it holds for good
    std::int64_t learnt_ns = 0;
  };
  struct Contents;
  void load();

  std::filesystem::path m_file;
  std::map<std::string, Hash> m_hashes;    // by path
  std::map<std::string, Entry> m_entries;  // by hash
  bool m_changed = false;
};

}  // namespace deckle
