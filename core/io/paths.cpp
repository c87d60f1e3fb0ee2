#include "io/paths.hpp"

#include <algorithm>
#include <filesystem>

namespace deckle {

namespace fs = std::filesystem;

std::string normal_path(std::string_view path) {
  std::string normal(path.starts_with('/') ? "/" : "");
  const bool absolute = !normal.empty();
  std::size_t fixed = normal.size();  // what no ".." takes away: the root, or a path that climbs
  normal.reserve(path.size());
  for (std::size_t at = 0; at < path.size();) {
    const std::size_t end = std::min(path.find('/', at), path.size());
    const std::string_view component = path.substr(at, end - at);
    at = end + 1;
    if (component.empty() || component == ".") continue;
    const bool climbs = component == "..";
    if (climbs && normal.size() > fixed) {
      normal.resize(std::max(normal.rfind('/') + 1, fixed + 1) - 1);
      continue;
    }
    if (climbs && absolute) continue;
    if (!normal.empty() && normal.back() != '/') normal += '/';
    normal += component;
    if (climbs) fixed = normal.size();
  }
  return normal;
}

// Asked for several times a link: a std::filesystem::path would take most of the time of the answer.
std::string absolute_path(std::string_view path) {
  static const std::string here = [] {
    std::error_code unknown;
    const fs::path found = fs::current_path(unknown);
    return unknown ? std::string("/") : found.string();
  }();
  if (path.starts_with('/')) return normal_path(path);
  std::string joined = here;
  return normal_path(joined.append(1, '/').append(path));
}

std::string path_from(const std::string& folder, std::string path) {
  if (folder.empty() && !path.empty() && normal_path(path) == path) return path;  // most are so
  return (fs::path(folder) / path).lexically_normal().string();
}

std::string folder_of(const std::string& absolute) {
  const std::size_t slash = absolute.rfind('/');
  return slash == 0 || slash == std::string::npos ? "/" : absolute.substr(0, slash);
}

std::string folder_of_file(const std::string& path) { return path.substr(0, path.rfind('/') + 1); }

std::string_view name_of_file(std::string_view path) { return path.substr(path.rfind('/') + 1); }

std::optional<std::string> below(const std::string& path, const std::string& folder) {
  if (path == folder) return std::string();
  if (folder == "/") return path.substr(1);
  if (path.size() <= folder.size() || path[folder.size()] != '/' || !path.starts_with(folder)) return std::nullopt;
  return path.substr(folder.size() + 1);
}

std::string relative_path(const std::string& path, const std::string& folder) {
  std::string up, ancestor = folder;
  for (;; ancestor = folder_of(ancestor), up += "../")
    if (const auto rest = below(path, ancestor)) {
      up += *rest;
      if (!up.empty() && up.back() == '/') up.pop_back();
      return up.empty() ? "." : up;
    }
}

std::string short_path(const std::string& absolute) {
  const auto inside = below(absolute, absolute_path("."));
  return inside && !inside->empty() ? *inside : absolute;
}

std::string place_of_path(const std::string& from, const std::string& path) {
  const std::size_t slash = from.rfind('/');
  std::string place = slash == std::string::npos ? "." : from.substr(0, slash);
  return absolute_path(place.append(slash == 0 ? "//" : "/").append(path));
}

}  // namespace deckle
