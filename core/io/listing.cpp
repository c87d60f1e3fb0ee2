#include "io/listing.hpp"

#include <dirent.h>
#include <sys/stat.h>

#include <cerrno>
#include <cstdlib>

#include "io/paths.hpp"
#include "io/problem.hpp"

namespace deckle {
namespace {

EntryType type_of(const std::string& path, unsigned char hint) {
  if (hint == DT_REG) return EntryType::file;
  if (hint == DT_DIR) return EntryType::folder;
  struct stat target {};
  bool linked = hint == DT_LNK;
  if (hint == DT_UNKNOWN) linked = lstat(path.c_str(), &target) == 0 && S_ISLNK(target.st_mode);
  if (stat(path.c_str(), &target) != 0) return EntryType::other;  // also a link that leads nowhere
  if (S_ISREG(target.st_mode)) return linked ? EntryType::linked_file : EntryType::file;
  if (S_ISDIR(target.st_mode)) return linked ? EntryType::linked_folder : EntryType::folder;
  return EntryType::other;
}

class RealListing : public Listing {
 public:
  Result<std::vector<Entry>> list(const std::string& folder) override {
    std::vector<Entry> entries;
    const std::string opened = folder.empty() ? "." : folder;
    const std::unique_ptr<DIR, int (*)(DIR*)> directory(opendir(opened.c_str()), &closedir);
    if (!directory) {
      if (errno == ENOENT || errno == ENOTDIR) return entries;
      return io_problem("read the folder", opened, errno);
    }
    for (;;) {
      errno = 0;
      const dirent* const found = readdir(directory.get());
      if (!found) break;
      std::string name(found->d_name);
      if (name == "." || name == "..") continue;
      const EntryType type = type_of(opened + "/" + name, found->d_type);
      entries.push_back({std::move(name), type});
    }
    if (errno != 0) return io_problem("read the folder", opened, errno);
    return entries;
  }

  // A name with its capitals turned round leads to nothing.
  bool tells_capitals(const std::string& folder, const std::vector<Entry>& entries) override {
    for (const Entry& entry : entries) {
      std::string turned = entry.name;
      for (char& c : turned)
        if ((c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z')) c = static_cast<char>(c ^ 0x20);
      if (turned == entry.name) continue;
      struct stat about {};
      return lstat(((folder.empty() ? "." : folder) + "/" + turned).c_str(), &about) != 0 && errno == ENOENT;
    }
    return false;
  }

  std::string real_folder(const std::string& folder) override { return real(absolute_path(folder)); }

 private:
  // Each folder is looked at once, below its parent. ".." of a link was taken by name before: that is what paths of a
  // job mean.
  const std::string& real(const std::string& path) {
    if (path == "/") return m_real[path] = path;
    if (const auto known = m_real.find(path); known != m_real.end()) return known->second;
    const std::string& parent = real(folder_of(path));
    std::string& made = m_real[path] = (parent == "/" ? "" : parent) + path.substr(path.rfind('/'));
    struct stat about {};
    if (lstat(made.c_str(), &about) != 0 || !S_ISLNK(about.st_mode)) return made;
    const std::unique_ptr<char, decltype(&std::free)> target(realpath(made.c_str(), nullptr), &std::free);
    if (target) made = target.get();
    return made;
  }

  std::unordered_map<std::string, std::string> m_real;  // by absolute path
};

}  // namespace

std::unique_ptr<Listing> real_listing() { return std::make_unique<RealListing>(); }

void MemoryListing::add(const std::string& path, EntryType type) {
  EntryType below = type;
  for (std::size_t end = path.size(); end != std::string::npos && end > 0;) {
    const std::size_t slash = path.rfind('/', end - 1);
    const std::string folder = slash == std::string::npos ? "" : path.substr(0, slash);
    const std::size_t begin = slash == std::string::npos ? 0 : slash + 1;
    m_folders[folder].emplace(path.substr(begin, end - begin), below);
    below = EntryType::folder;
    end = slash;
  }
}

void MemoryListing::link(const std::string& path, const std::string& target) {
  add(path, EntryType::linked_folder);
  m_links[path] = target;
}

std::string MemoryListing::real_folder(const std::string& folder) {
  for (const auto& [path, target] : m_links)
    if (folder == path || folder.starts_with(path + "/")) return real_folder(target + folder.substr(path.size()));
  return "/" + folder;
}

Result<std::vector<Entry>> MemoryListing::list(const std::string& folder) {
  std::vector<Entry> entries;
  const std::string real = m_links.empty() ? folder : real_folder(folder).substr(1);
  const auto found = m_folders.find(real);
  if (found == m_folders.end()) return entries;
  for (const auto& [name, type] : found->second) entries.push_back({name, type});
  return entries;
}

}  // namespace deckle
