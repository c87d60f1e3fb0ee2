// What is in a folder. The only way to look for files.
#pragma once
#include <map>
#include <memory>
#include <string>
#include <unordered_map>
#include <vector>

#include "diagnostics/result.hpp"

namespace deckle {

enum class EntryType { file, folder, linked_file, linked_folder, other };  // linked: reached by a symbolic link

struct Entry {
  std::string name;  // bytes, as the file system has them
  EntryType type = EntryType::other;
};

class Listing {
 public:
  virtual ~Listing() = default;
  // Without "." and "..", in no order. A folder that is not there is an empty one; what cannot be read is a diagnostic.
  virtual Result<std::vector<Entry>> list(const std::string& folder) = 0;
  // Whether names that differ in capitals alone are two names there. False: perhaps not. `entries`: what is there.
  virtual bool tells_capitals(const std::string& folder, const std::vector<Entry>& entries) = 0;
  // The folder as an absolute path without symbolic links and dots; from where nothing exists on, as it is named.
  virtual std::string real_folder(const std::string& folder) = 0;
};

std::unique_ptr<Listing> real_listing();

// Files in memory, for tests: a path, and what it is. Folders above it are there by themselves.
class MemoryListing : public Listing {
 public:
  void add(const std::string& path, EntryType type = EntryType::file);
  // A folder that is a link to another.
  void link(const std::string& path, const std::string& target);
  Result<std::vector<Entry>> list(const std::string& folder) override;
  bool tells_capitals(const std::string&, const std::vector<Entry>&) override { return true; }
  std::string real_folder(const std::string& folder) override;

 private:
  std::map<std::string, std::string> m_links;
  std::map<std::string, std::map<std::string, EntryType>> m_folders;
};

}  // namespace deckle
