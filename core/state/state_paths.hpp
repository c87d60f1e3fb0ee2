// How the state names files: relative to the job's folder, so that a project may be moved with what is known of it.
#pragma once
#include <string>

#include "io/paths.hpp"

namespace deckle {

class StatePaths {
 public:
  // "" is the working directory, else with a slash at the end.
  explicit StatePaths(std::string job_folder)
      : m_folder(std::move(job_folder)), m_absolute(absolute_path(m_folder.empty() ? "." : m_folder)) {}

  // Of a path as somebody in the working directory would say it, or an absolute one.
  std::string inner(const std::string& path) const {
    if (path.starts_with(m_folder))
      if (std::string inside = path.substr(m_folder.size()); is_plain(inside)) return inside;
    const std::string absolute = absolute_path(path);
    return std::string(below(absolute, m_absolute).value_or(absolute));
  }
  // As somebody in the working directory would say it.
  std::string outer(const std::string& path) const { return path.starts_with('/') ? path : m_folder + path; }
  const std::string& folder() const { return m_folder; }

 private:
  std::string m_folder, m_absolute;
};

}  // namespace deckle
