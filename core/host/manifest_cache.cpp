#include "host/manifest_cache.hpp"

#include <fcntl.h>
#include <unistd.h>

#include <cstdlib>
#include <set>

#include <deckle/base.h>

#include "fence/sanitizer.hpp"
#include "host/byte_access.hpp"
#include "host/described_bytes.hpp"

namespace deckle {
namespace {

// To be raised when the form of the file, or what describe() takes from a library, changes.
constexpr int form = 2;
constexpr std::size_t most_entries = 1000, largest_file = 64 << 20;
constexpr std::int64_t slow_machine_ns = 600'000'000'000;  // how long a library that hung is left alone

// What a build with a sanitizer can load, others cannot.
std::string host_revision() {
  return fmt::format("{}-{}-{}{}", form, DK_ABI_REVISION, DECKLE_VERSION, address_sanitizer ? "-asan" : "");
}

// What decides, beside the library itself, whether it can be loaded: where others are looked for, and what is there.
std::string circumstances_of_loading() {
  const char* path = std::getenv("LD_LIBRARY_PATH");
  const std::optional<FileStamp> known_libraries = stamp_of("/etc/ld.so.cache");
  return fmt::format("{}:{}", known_libraries ? known_libraries->changed_ns : 0, path ? path : "");
}

bool depends_on_circumstances(const Diagnostic& problem) {
  return problem.code == "plugin.load-failed" || problem.code == "plugin.crashed" || problem.code == "plugin.hung";
}

std::string read_whole(const std::filesystem::path& file) {
  std::string text;
  const int descriptor = open(file.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK);
  if (descriptor < 0) return text;
  const off_t size = lseek(descriptor, 0, SEEK_END);
  if (size > 0 && static_cast<std::size_t>(size) <= largest_file) {
    text.resize(static_cast<std::size_t>(size));
    if (pread(descriptor, text.data(), text.size(), 0) != size) text.clear();
  }
  close(descriptor);
  return text;
}

// Beside the file and then in its place, so that no reader ever sees half of it.
void write_whole(const std::filesystem::path& file, const std::string& text) {
  std::error_code failed;
  std::filesystem::create_directories(file.parent_path(), failed);
  std::string beside = file.string() + ".XXXXXX";
  const int descriptor = mkostemp(beside.data(), O_CLOEXEC);
  if (descriptor < 0) return;
  const ssize_t wrote = write(descriptor, text.data(), text.size());
  close(descriptor);
  if (wrote != static_cast<ssize_t>(text.size()) || rename(beside.c_str(), file.c_str()) != 0) unlink(beside.c_str());
}

}  // namespace

ManifestCache::ManifestCache(std::filesystem::path folder) {
  if (folder.empty()) return;
  m_file = folder / ("plugins-" + host_revision());
  load();
}

// The file: all fields of the two maps, in the order of their keys.
struct ManifestCache::Contents {
  std::vector<std::pair<std::string, Hash>> hashes;
  std::vector<std::pair<std::string, Entry>> entries;

  static constexpr auto hash_fields = [](auto& access, std::pair<std::string, Hash>& one) {
    auto& [path, hash] = one;
    return access.text("path", path) && access.number("device", hash.stamp.device) &&
           access.number("inode", hash.stamp.inode) && access.number("size", hash.stamp.size) &&
           access.number("modified", hash.stamp.modified_ns) && access.number("changed", hash.stamp.changed_ns) &&
           access.number("looked-at", hash.looked_at_ns) && access.text("sha256", hash.sha256);
  };
  static constexpr auto entry_fields = [](auto& access, std::pair<std::string, Entry>& one) {
    auto& [sha256, entry] = one;
    return access.text("sha256", sha256) && access.bytes("described", entry.described) &&
           access.text("circumstances", entry.circumstances) && access.number("learnt", entry.learnt_ns);
  };
  template <class Access>
  bool fields(Access& access) {
    return access.list("hashes", hashes, hash_fields) && access.list("entries", entries, entry_fields);
  }
};

void ManifestCache::load() {
  const std::string bytes = read_whole(m_file);
  ByteReader reader(bytes);
  Contents contents;
  if (!contents.fields(reader) || !reader.at_end()) return;
  std::erase_if(contents.hashes, [](const auto& one) { return one.second.sha256.size() != 64; });
  m_hashes.insert(std::make_move_iterator(contents.hashes.begin()), std::make_move_iterator(contents.hashes.end()));
  m_entries.insert(std::make_move_iterator(contents.entries.begin()), std::make_move_iterator(contents.entries.end()));
}

Result<std::string> ManifestCache::hash_of(const std::filesystem::path& file) {
  const std::optional<FileStamp> stamp = stamp_of(file.string());
  if (!stamp) return sha256_of_file(file);  // which says why
  const std::int64_t now = now_ns();
  const auto known = m_hashes.find(file.string());
  if (known != m_hashes.end() && known->second.stamp == *stamp && stamp->settled(known->second.looked_at_ns, now))
    return known->second.sha256;
  Result<std::string> hash = sha256_of_file(file);
  if (hash) {
    m_hashes[file.string()] = {*stamp, now, *hash};
    m_changed = true;
  }
  return hash;
}

std::optional<Result<Described>> ManifestCache::find(const std::string& sha256) const {
  const auto known = m_entries.find(sha256);
  if (known == m_entries.end()) return std::nullopt;
  const Entry& entry = known->second;
  if (!entry.circumstances.empty() && entry.circumstances != circumstances_of_loading()) return std::nullopt;
  std::optional<Result<Described>> described = described_from_bytes(entry.described);
  if (described && !*described && described->problem().code == "plugin.hung" &&
      entry.learnt_ns + slow_machine_ns < now_ns())
    return std::nullopt;
  return described;
}

void ManifestCache::keep(const std::string& sha256, const Result<Described>& described) {
  m_changed = true;
  const bool may_pass = !described && depends_on_circumstances(described.problem());
  m_entries[sha256] = {to_bytes(described), may_pass ? circumstances_of_loading() : "", now_ns()};
}

void ManifestCache::save() const {
  if (m_file.empty() || !m_changed) return;
  Contents contents;
  std::set<std::string> wanted;
  for (const auto& [path, hash] : m_hashes) {  // what is gone or was changed since is forgotten
    const std::optional<FileStamp> stamp = stamp_of(path);
    if (!stamp || *stamp != hash.stamp || contents.hashes.size() >= most_entries) continue;
    contents.hashes.emplace_back(path, hash);
    wanted.insert(hash.sha256);
  }
  for (const auto& [sha256, entry] : m_entries)
    if (wanted.contains(sha256)) contents.entries.emplace_back(sha256, entry);
  std::string bytes;
  ByteWriter writer(bytes);
  contents.fields(writer);
  write_whole(m_file, bytes);
}

}  // namespace deckle
