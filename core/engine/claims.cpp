#include "engine/claims.hpp"

#include <algorithm>
#include <utility>

#include "io/paths.hpp"

namespace deckle {
namespace {

std::uint64_t mixed(std::uint64_t a, std::uint64_t b) { return (a ^ (b * 0x9E3779B97F4A7C15u)) * 0xBF58476D1CE4E5B9u; }

}  // namespace

std::uint32_t Claims::number_of(const std::string& real) {
  const auto [known, is_new] = m_by_real.try_emplace(real, static_cast<std::uint32_t>(m_folders.size()));
  if (is_new) m_folders.push_back({real, false});
  return known->second;
}

// Mostly the one that was asked for last, or the one before: inputs and outputs take turns.
std::uint32_t Claims::folder_of(const std::string& base, std::string_view folder) {
  for (const Asked& asked : m_asked)
    if (asked.number && asked.folder == folder && asked.base == base) return *asked.number;
  std::swap(m_asked[0], m_asked[1]);
  m_asked[0] = {base, std::string(folder), find_folder(base, folder)};
  return *m_asked[0].number;
}

std::uint32_t Claims::find_folder(const std::string& base, std::string_view folder) {
  std::string name = base;
  name += '\0';
  name += folder;
  const auto [known, is_new] = m_by_name.try_emplace(name, 0);
  if (is_new) {
    std::string path = folder.starts_with('/') ? std::string(folder) : base + std::string(folder);
    while (path.size() > 1 && path.back() == '/') path.pop_back();
    known->second = number_of(m_listing.real_folder(path));
  }
  return known->second;
}

void Claims::add(const std::string& base, std::string_view path, PathClaim claim) {
  const std::size_t slash = path.rfind('/');
  const std::size_t name_begin = slash == std::string_view::npos ? 0 : slash + 1;
  const std::uint32_t folder = folder_of(base, path.substr(0, name_begin));
  if (claim.by != PathClaim::By::input) m_folders[folder].is_written = true;
  place(claim, folder, path.substr(name_begin));
}

void Claims::place(PathClaim claim, std::uint32_t folder, std::string_view name) {
  m_claims.push_back({claim, folder, name, mixed(std::hash<std::string_view>()(name), folder)});
}

void Claims::add_folders() {
  std::vector<std::uint32_t> waiting;
  for (std::uint32_t k = 0; k < m_folders.size(); ++k)
    if (m_folders[k].is_written) waiting.push_back(k);
  while (!waiting.empty()) {
    const std::string real = m_folders[waiting.back()].real;
    waiting.pop_back();
    if (real == "/") continue;
    const std::uint32_t above = number_of(deckle::folder_of(real));
    place({PathClaim::By::folder}, above, m_folder_names.emplace_back(name_of_file(real)));
    if (!std::exchange(m_folders[above].is_written, true)) waiting.push_back(above);
  }
}

// `same`: whether two claims of one hash are of one path. Different paths may have one hash, so each run of equal
// hashes is taken apart.
template <class Same>
std::vector<Claims::Numbers> Claims::groups(std::vector<Hashed> hashes, Same same) const {
  std::sort(hashes.begin(), hashes.end());
  std::vector<Numbers> found;
  for (std::size_t begin = 0, end = 0; begin < hashes.size(); begin = end) {
    while (end < hashes.size() && hashes[end].first == hashes[begin].first) ++end;
    for (std::size_t k = begin; end - begin > 1 && k < end; ++k) {
      const Placed& first = m_claims[hashes[k].second];
      const auto is_same = [&](const Hashed& other) { return same(m_claims[other.second], first); };
      const auto at = [&](std::size_t index) { return hashes.begin() + static_cast<std::ptrdiff_t>(index); };
      if (std::any_of(at(begin), at(k), is_same)) continue;  // in the group of an earlier one
      Numbers group;
      for (std::size_t other = k; other < end; ++other)
        if (is_same(hashes[other])) group.push_back(hashes[other].second);
      if (group.size() > 1) found.push_back(std::move(group));
    }
  }
  std::sort(found.begin(), found.end(), [](const Numbers& one, const Numbers& other) { return one[1] < other[1]; });
  return found;
}

std::vector<Claims::Group> Claims::claims_of(const std::vector<Numbers>& groups) const {
  std::vector<Group> made;
  for (const Numbers& group : groups) {
    Group& claims = made.emplace_back();
    for (const std::uint32_t number : group) claims.push_back(m_claims[number].claim);
  }
  return made;
}

bool Claims::are_one_path(const Placed& one, const Placed& other) {
  return one.folder == other.folder && one.name == other.name;
}

std::vector<Claims::Group> Claims::shared() const {
  std::vector<Hashed> hashes;
  hashes.reserve(m_claims.size());
  for (std::uint32_t k = 0; k < m_claims.size(); ++k) hashes.emplace_back(m_claims[k].hash, k);
  return claims_of(groups(std::move(hashes), are_one_path));
}

std::vector<Claims::Group> Claims::alike(const Fold& fold) const {
  if (!fold) return {};
  std::vector<std::uint64_t> folders;
  for (const Folder& folder : m_folders) folders.push_back(std::hash<std::string>()(fold(folder.real)));
  std::vector<Hashed> hashes;
  for (std::uint32_t k = 0; k < m_claims.size(); ++k) {
    const Placed& placed = m_claims[k];
    if (placed.claim.by == PathClaim::By::input || placed.claim.by == PathClaim::By::folder) continue;
    hashes.emplace_back(mixed(std::hash<std::string>()(fold(placed.name)), folders[placed.folder]), k);
  }
  std::vector<Numbers> found = groups(std::move(hashes), [&](const Placed& a, const Placed& b) {
    return fold(m_folders[a.folder].real) == fold(m_folders[b.folder].real) && fold(a.name) == fold(b.name);
  });
  for (Numbers& group : found) {
    const auto is_first = [&](std::uint32_t number) { return are_one_path(m_claims[number], m_claims[group[0]]); };
    group.erase(std::remove_if(group.begin() + 1, group.end(), is_first), group.end());
  }
  std::erase_if(found, [](const Numbers& group) { return group.size() < 2; });
  return claims_of(found);
}

}  // namespace deckle
