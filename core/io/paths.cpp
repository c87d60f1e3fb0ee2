#include "io/paths.hpp"

#include <algorithm>
#include <filesystem>

namespace deckle {

namespace fs = std::filesystem;

namespace {

// A normal path under construction.
class Normal {
 public:
  // `path`: normal; what ".." of a relative one would take away beyond it is kept.
  explicit Normal(std::string path) : m_path(std::move(path)), m_is_absolute(m_path.starts_with('/')) {
    m_fixed = m_is_absolute ? 1 : m_path.size();
  }

  Normal& go(std::string_view path) {
    if (is_plain(path)) return append(path);
    for (std::size_t at = 0; at < path.size();) {
      const std::size_t end = std::min(path.find('/', at), path.size());
      enter(path.substr(at, end - at));
      at = end + 1;
    }
    return *this;
  }
  std::string take() { return std::move(m_path); }

 private:
  void enter(std::string_view component) {
    if (component.empty() || component == ".") return;
    const bool climbs = component == "..";
    if (climbs && m_path.size() > m_fixed) return m_path.resize(std::max(m_path.rfind('/') + 1, m_fixed + 1) - 1);
    if (climbs && m_is_absolute) return;
    append(component);
    if (climbs) m_fixed = m_path.size();
  }

  Normal& append(std::string_view path) {
    if (!m_path.empty() && m_path.back() != '/') m_path += '/';
    m_path += path;
    return *this;
  }

  std::string m_path;
  bool m_is_absolute;
  std::size_t m_fixed;  // what no ".." takes away: the root, or a path that climbs
};

const std::string& working_folder() {
  static const std::string here = [] {
    std::error_code unknown;
    const fs::path found = fs::current_path(unknown);
    return unknown ? std::string("/") : normal_path(found.string());
  }();
  return here;
}

// Where `path` begins, with room for so many bytes more.
std::string beginning_of(std::string_view path, std::size_t room) {
  std::string beginning;
  const std::string& here = working_folder();
  beginning.reserve(here.size() + 1 + room);
  beginning.append(path.starts_with('/') ? "/" : here);
  return beginning;
}

bool is_plain_folder(std::string_view path) {
  if (path.size() < 2 || !path.ends_with('/')) return false;
  path.remove_suffix(1);
  return is_plain(path.starts_with('/') ? path.substr(1) : path);
}

}  // namespace

bool is_plain(std::string_view path) {
  for (std::size_t at = 0; at <= path.size();) {
    const std::size_t end = std::min(path.find('/', at), path.size());
    const std::size_t size = end - at;
    if (size == 0 || (path[at] == '.' && (size == 1 || (size == 2 && path[at + 1] == '.')))) return false;
    at = end + 1;
  }
  return true;
}

std::string normal_path(std::string_view path) {
  std::string beginning;
  beginning.reserve(path.size());
  if (path.starts_with('/')) beginning += '/';
  return Normal(std::move(beginning)).go(path).take();
}

// Asked for several times a link: a std::filesystem::path would take most of the time of the answer.
std::string absolute_path(std::string_view path) { return Normal(beginning_of(path, path.size())).go(path).take(); }

bool lies_at(const std::string& absolute, std::string_view path) {
  const std::string& here = working_folder();
  const bool is_plainly_there = absolute.size() == here.size() + 1 + path.size() && absolute.ends_with(path) &&
                                absolute[here.size()] == '/' && absolute.starts_with(here);
  return is_plainly_there || absolute_path(path) == absolute;
}

std::string path_from(const std::string& folder, std::string path) {
  // Most are so, and there may be one for each file of a run.
  if (folder.empty() && is_plain(path)) return path;
  if (is_plain_folder(folder) && is_plain(path)) return folder + path;
  return (fs::path(folder) / path).lexically_normal().string();
}

std::string folder_of(const std::string& absolute) {
  const std::size_t slash = absolute.rfind('/');
  return slash == 0 || slash == std::string::npos ? "/" : absolute.substr(0, slash);
}

std::string folder_of_file(const std::string& path) { return path.substr(0, path.rfind('/') + 1); }

std::string_view name_of_file(std::string_view path) { return path.substr(path.rfind('/') + 1); }

std::optional<std::string_view> below(std::string_view path, std::string_view folder) {
  if (path == folder) return std::string_view();
  if (folder == "/") return path.substr(1);
  if (path.size() <= folder.size() || path[folder.size()] != '/' || !path.starts_with(folder)) return std::nullopt;
  return path.substr(folder.size() + 1);
}

std::string relative_path(const std::string& path, const std::string& folder) {
  std::string relative;
  for (std::string_view ancestor = folder;; relative += "../") {
    if (const auto rest = below(path, ancestor)) {
      relative += *rest;
      if (!relative.empty() && relative.back() == '/') relative.pop_back();
      return relative.empty() ? "." : relative;
    }
    ancestor = ancestor.substr(0, std::max<std::size_t>(ancestor.rfind('/'), 1));
  }
}

std::string short_path(const std::string& absolute) {
  const auto inside = below(absolute, absolute_path("."));
  return inside && !inside->empty() ? std::string(*inside) : absolute;
}

std::string place_within(const std::string& folder, std::string_view path) {
  std::string beginning;
  beginning.reserve(folder.size() + 1 + path.size());
  return Normal(std::move(beginning.append(folder))).go(path).take();
}

}  // namespace deckle
