#include "state/known_files.hpp"

namespace deckle {

bool KnownFiles::is_same(const std::string& path, std::optional<FileVersion>& version, bool& refreshed) {
  const auto [known, is_new] = m_seen.try_emplace(path);
  Seen& seen = known->second;
  if (is_new) seen.stamp = m_folders.stamp_of(path);
  if (version && seen.stamp == version->stamp && version->stamp.settled(version->looked_at_ns, m_now_ns)) return true;
  if (seen.stamp && !seen.was_read) seen.version = version_of_file(path);
  seen.was_read = true;
  if (!version || !seen.version) return version.has_value() == seen.version.has_value();
  if (version->hash != seen.version->hash) return false;
  version = seen.version;
  return refreshed = true;
}

bool KnownFiles::is_missing(const std::string& path) {
  const auto [known, is_new] = m_seen.try_emplace(path);
  if (is_new) known->second.stamp = m_folders.stamp_of(path);
  return !known->second.stamp;
}

bool KnownFiles::is_same_once(const std::string& path, FileVersion& version, bool& refreshed) {
  const std::optional<FileStamp> stamp = m_folders.stamp_of(path);
  if (!stamp || stamp->size != version.stamp.size) return false;
  if (*stamp == version.stamp && stamp->settled(version.looked_at_ns, m_now_ns)) return true;
  const std::optional<FileVersion> now = version_of_file(path);
  if (!now || now->hash != version.hash) return false;
  version = *now;
  return refreshed = true;
}

}  // namespace deckle
