#include "engine/given_files.hpp"

#include <cerrno>

#include "io/paths.hpp"
#include "io/problem.hpp"

namespace deckle {

Result<FileBytes> GivenFiles::read(const std::string& path) {
  if (path == m_document.name) return m_document.bytes;
  return io_problem("read", path, ENOENT);
}

Result<FileBytes> GivenFiles::read_beneath(const std::string& folder, const std::string& relative) {
  const std::string name = path_from(folder, relative);
  const auto known = m_given.find(name);
  if (known != m_given.end()) return known->second;
  return m_given.emplace(name, m_give ? m_give(name) : io_problem("read", name, ENOENT)).first->second;
}

Result<void> GivenFiles::look_beneath(const std::string& folder, const std::string& relative) {
  const Result<FileBytes> bytes = read_beneath(folder, relative);
  return bytes ? Result<void>() : bytes.problem();
}

}  // namespace deckle
