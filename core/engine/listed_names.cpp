#include "engine/listed_names.hpp"

#include <algorithm>
#include <climits>
#include <functional>
#include <utility>

#include "io/paths.hpp"

namespace deckle {
namespace {

// To a file system that takes capital letters for small ones, names are the same here as well.
std::uint64_t hash_of(std::string_view folder, std::string_view name, bool tells_capitals) {
  const HashOfText hash;
  if (tells_capitals) return hash(folder) * 31 + hash(name);
  std::string folded(name);
  for (char& c : folded)
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  return hash(folder) * 31 + hash(folded);
}

// Other letters a file system may hold in another form than they were asked for, and of a longer name it says that it
// is too long.
bool can_be_told(std::string_view name) {
  return name.size() <= NAME_MAX &&
         std::all_of(name.begin(), name.end(), [](char c) { return static_cast<unsigned char>(c) < 0x80; });
}

}  // namespace

void ListedNames::add(const std::string& folder, const std::vector<Entry>& entries, bool tells_capitals) {
  if (!m_folders.emplace(folder, tells_capitals).second) return;
  for (const Entry& entry : entries) m_names.push_back(hash_of(folder, entry.name, tells_capitals));
  m_is_in_order = false;
}

void ListedNames::add(const ListedNames& others) {
  m_folders.insert(others.m_folders.begin(), others.m_folders.end());
  m_names.insert(m_names.end(), others.m_names.begin(), others.m_names.end());
  m_is_in_order = false;
}

void ListedNames::put_in_order() const {
  if (!std::exchange(m_is_in_order, true)) std::sort(m_names.begin(), m_names.end());
}

bool ListedNames::is_missing(const std::string& path) const {
  put_in_order();
  // The nearest folder above it that was read has the last word.
  for (std::string_view child = path, folder; child != "/"; child = folder) {
    folder = child.substr(0, std::max<std::size_t>(child.rfind('/'), 1));
    const auto known = m_folders.find(folder);
    if (known == m_folders.end()) continue;
    const std::string_view name = name_of_file(child);
    const std::uint64_t hash = hash_of(folder, name, known->second);
    return can_be_told(name) && !std::binary_search(m_names.begin(), m_names.end(), hash);
  }
  return false;
}

}  // namespace deckle
