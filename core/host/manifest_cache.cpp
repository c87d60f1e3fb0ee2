#include "host/manifest_cache.hpp"

#include <fcntl.h>
#include <unistd.h>

#include <cstdlib>
#include <set>

#include <deckle/base.h>
#include <nlohmann/json.hpp>

#include "host/manifest_json.hpp"

namespace deckle {
namespace {

using Json = nlohmann::json;

// To be raised when the form of the file, or what describe() takes from a library, changes.
constexpr int form = 1;
constexpr std::size_t most_entries = 1000, largest_file = 64 << 20;
constexpr std::int64_t slow_machine_ns = 600'000'000'000;  // how long a library that hung is left alone

std::string host_revision() { return fmt::format("{}-{}-{}", form, DK_ABI_REVISION, DECKLE_VERSION); }

// What decides, beside the library itself, whether it can be loaded: where others are looked for, and what is there.
std::string circumstances_of_loading() {
  const char* path = std::getenv("LD_LIBRARY_PATH");
  const Result<FileStamp> known_libraries = stamp_of("/etc/ld.so.cache");
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

// A stamp in the order of its fields: short, since there is one for every library.
Json stamp_to_json(const FileStamp& stamp) {
  return Json::array({stamp.device, stamp.inode, stamp.size, stamp.modified_ns, stamp.changed_ns});
}

bool stamp_from_json(const Json& from, FileStamp& stamp) {
  if (!from.is_array() || from.size() != 5) return false;
  for (const Json& number : from)
    if (!number.is_number_integer()) return false;
  stamp = {from[0].get<std::uint64_t>(), from[1].get<std::uint64_t>(), from[2].get<std::uint64_t>(),
           from[3].get<std::int64_t>(), from[4].get<std::int64_t>()};
  return true;
}

std::optional<Result<Described>> described_from_json(const Json& from) {
  if (const auto refused = from.find("refused"); refused != from.end()) {
    Diagnostic problem;
    if (!read_json(*refused, problem)) return std::nullopt;
    return Result<Described>(std::move(problem));
  }
  const auto manifest = from.find("manifest");
  Described described;
  if (manifest == from.end() || !read_json(*manifest, described.manifest)) return std::nullopt;
  for (const Json& object : from.value("objects", Json::array()))
    if (object.is_string()) described.objects.emplace_back(object.get_ref<const std::string&>());
  return Result<Described>(std::move(described));
}

Json described_to_json(const Result<Described>& described) {
  Json to = Json::object();
  if (!described) {
    write_json(to["refused"], described.problem());
    return to;
  }
  write_json(to["manifest"], described->manifest);
  for (const std::filesystem::path& object : described->objects) to["objects"].push_back(object.string());
  return to;
}

std::int64_t integer(const Json& from, const char* key) {
  const auto found = from.find(key);
  return found != from.end() && found->is_number_integer() ? found->get<std::int64_t>() : 0;
}

std::string text(const Json& from, const char* key) {
  const auto found = from.find(key);
  return found != from.end() && found->is_string() ? found->get<std::string>() : std::string();
}

}  // namespace

ManifestCache::ManifestCache(std::filesystem::path folder) {
  if (folder.empty()) return;
  m_file = folder / ("plugins-" + host_revision() + ".json");
  load();
}

void ManifestCache::load() {
  const Json whole = Json::parse(read_whole(m_file), nullptr, false);
  if (!whole.is_object()) return;
  const auto files = whole.find("files"), libraries = whole.find("libraries");
  if (files == whole.end() || !files->is_object() || libraries == whole.end() || !libraries->is_object()) return;
  for (const auto& [path, entry] : files->items()) {
    if (!entry.is_object() || !entry.contains("stamp")) continue;
    Hash hash;
    hash.looked_at_ns = integer(entry, "looked-at");
    hash.sha256 = text(entry, "sha256");
    if (stamp_from_json(entry["stamp"], hash.stamp) && hash.sha256.size() == 64)
      m_hashes.emplace(path, std::move(hash));
  }
  for (const auto& [sha256, entry] : libraries->items()) {
    if (!entry.is_object()) continue;
    if (std::optional<Result<Described>> described = described_from_json(entry))
      m_entries.emplace(sha256, Entry{std::move(*described), text(entry, "circumstances"), integer(entry, "learnt")});
  }
}

Result<std::string> ManifestCache::hash_of(const std::filesystem::path& file) {
  const Result<FileStamp> stamp = stamp_of(file);
  if (!stamp) return stamp.problem();
  const auto known = m_hashes.find(file.string());
  if (known != m_hashes.end() && known->second.stamp == *stamp && stamp->settled(known->second.looked_at_ns))
    return known->second.sha256;
  const std::int64_t now = now_ns();
  Result<std::string> hash = sha256_of_file(file);
  if (hash) {
    m_hashes[file.string()] = {*stamp, now, *hash};
    m_changed = true;
  }
  return hash;
}

bool ManifestCache::still_holds(const Entry& entry) const {
  if (entry.circumstances.empty()) return true;
  if (!entry.described && entry.described.problem().code == "plugin.hung" &&
      entry.learnt_ns + slow_machine_ns < now_ns())
    return false;
  return entry.circumstances == circumstances_of_loading();
}

const Result<Described>* ManifestCache::find(const std::string& sha256) {
  const auto known = m_entries.find(sha256);
  return known != m_entries.end() && still_holds(known->second) ? &known->second.described : nullptr;
}

const Result<Described>& ManifestCache::keep(const std::string& sha256, Result<Described> described) {
  m_changed = true;
  const bool may_pass = !described && depends_on_circumstances(described.problem());
  Entry entry{std::move(described), may_pass ? circumstances_of_loading() : "", now_ns()};
  return m_entries.insert_or_assign(sha256, std::move(entry)).first->second.described;
}

void ManifestCache::save() const {
  if (m_file.empty() || !m_changed) return;
  Json files = Json::object(), libraries = Json::object();
  for (const auto& [path, hash] : m_hashes) {  // what is gone or was changed since is forgotten
    const Result<FileStamp> stamp = stamp_of(path);
    if (!stamp || *stamp != hash.stamp || files.size() >= most_entries) continue;
    files[path] = {{"stamp", stamp_to_json(hash.stamp)}, {"looked-at", hash.looked_at_ns}, {"sha256", hash.sha256}};
    const auto entry = m_entries.find(hash.sha256);
    if (entry == m_entries.end() || libraries.contains(hash.sha256)) continue;
    Json& library = libraries[hash.sha256] = described_to_json(entry->second.described);
    if (!entry->second.circumstances.empty()) library["circumstances"] = entry->second.circumstances;
    library["learnt"] = entry->second.learnt_ns;
  }
  const Json whole = {{"files", std::move(files)}, {"libraries", std::move(libraries)}};
  write_whole(m_file, whole.dump(-1, ' ', false, Json::error_handler_t::replace));
}

}  // namespace deckle
