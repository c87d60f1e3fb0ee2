#include "engine/run_files.hpp"

#include <algorithm>
#include <cerrno>

#include "io/paths.hpp"
#include "io/problem.hpp"

namespace deckle {

void RunFiles::add_asset(const std::string& from, const std::string& to) {
  m_places.emplace(absolute_path(to), PlaceOfFile{absolute_path(from)});
  m_assets.emplace(absolute_path(from), absolute_path(to));
}

void RunFiles::put_in_order() const {
  m_planned.put_in_order();
  m_links.put_in_order();
  if (m_listed != nullptr) m_listed->put_in_order();
}

std::string RunFiles::root_of(const std::string& input) const {
  const DocumentPlaces* document = m_planned.document_of(input);
  if (document == nullptr) return {};
  const std::string& root = document->around->root;
  return root.empty() ? folder_of(input) : absolute_path(root);
}

std::optional<std::string> RunFiles::place_of_asset(const std::string& path) const {
  const auto found = m_assets.find(path);
  return found == m_assets.end() ? std::nullopt : std::optional(found->second);
}

bool RunFiles::looks_at_addresses() const {
  return std::any_of(m_outputs.begin(), m_outputs.end(),
                     [](const OutputResources& output) { return output.rule.mode != ResourceMode::keep; });
}

Result<void> RunFiles::look(const std::string& folder, const std::string& relative, const std::string& path) {
  if (is_unlisted(path)) return io_problem("read", relative, ENOENT);
  if (!m_may_look) {
    ++m_looks_in_vain;
    return io_problem("read", relative, ENOENT);
  }
  const auto [known, is_new] = m_looks.try_emplace(folder + '\n' + relative);
  if (is_new)
    if (const Result<void> there = m_files.look_beneath(folder, relative); !there)
      known->second = std::make_unique<Diagnostic>(there.problem());
  return known->second ? Result<void>(*known->second) : Result<void>();
}

std::string RunFiles::planned_owner(const std::string& place) const {
  if (m_planned.is_output(place)) return output_owner;
  if (m_planned.document_of(place) != nullptr) return place;
  return m_planned.holds_outputs(place) ? folder_owner : "";
}

std::string RunFiles::owner(const std::string& place) const {
  if (std::string planned = planned_owner(place); !planned.empty()) return planned;
  const auto found = m_places.find(place);
  return found == m_places.end() ? std::string() : found->second.owner;
}

void RunFiles::settle(const std::string& place, const std::string& owner) {
  if (planned_owner(place).empty()) m_places.try_emplace(place, PlaceOfFile{owner, false});
}

bool RunFiles::made(const std::string& place, const std::string& owner, const Copy& copy) {
  settle(place, owner);
  m_staged.erase(place + '\n' + owner);
  const auto file = m_places.find(place);
  if (file == m_places.end() || std::exchange(file->second.is_made, true)) return false;
  file->second.copy = copy;
  return true;
}

std::optional<RunFiles::Copy> RunFiles::made_at(const std::string& place, const std::string& owner) const {
  if (planned_owner(place) == owner) return Copy();
  const auto found = m_places.find(place);
  const bool is_it = found != m_places.end() && found->second.is_made && found->second.owner == owner;
  return is_it ? std::optional(found->second.copy) : std::nullopt;
}

}  // namespace deckle
