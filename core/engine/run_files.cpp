#include "engine/run_files.hpp"

#include <algorithm>

#include "io/paths.hpp"

namespace deckle {

void RunFiles::add_document(const DocumentPlaces& places) {
  m_links.add(places.input, places.outputs);
  if (places.input != "-") {
    const std::string input = absolute_path(places.input);
    m_roots.emplace(input, places.root.empty() ? folder_of(input) : absolute_path(places.root));
    m_places.emplace(input, PlaceOfFile{input});
  }
  for (const std::string& output : places.outputs)
    if (!output.empty() && output != "-") add_place(output);
}

void RunFiles::add_joined(const std::string& output) { add_place(output); }

void RunFiles::add_place(const std::string& output) {
  const std::string place = absolute_path(output);
  m_places[place] = {output_owner};
  // A folder that outputs need is no place for a file.
  for (std::string folder = folder_of(place);
       m_places.emplace(folder, PlaceOfFile{folder_owner}).second && folder != "/";)
    folder = folder_of(folder);
}

void RunFiles::add_asset(const std::string& from, const std::string& to) {
  m_places.emplace(absolute_path(to), PlaceOfFile{absolute_path(from)});
  m_assets.emplace(absolute_path(from), absolute_path(to));
}

std::string RunFiles::root_of(const std::string& input) const {
  const auto found = m_roots.find(input);
  return found == m_roots.end() ? std::string() : found->second;
}

std::optional<std::string> RunFiles::place_of_asset(const std::string& path) const {
  const auto found = m_assets.find(path);
  return found == m_assets.end() ? std::nullopt : std::optional(found->second);
}

bool RunFiles::looks_at_addresses() const {
  return std::any_of(m_outputs.begin(), m_outputs.end(),
                     [](const OutputResources& output) { return output.rule.mode != ResourceMode::keep; });
}

Result<void> RunFiles::look(const std::string& folder, const std::string& relative) {
  const auto [known, is_new] = m_looks.try_emplace(folder + '\n' + relative);
  if (is_new)
    if (const Result<void> there = m_files.look_beneath(folder, relative); !there)
      known->second = std::make_unique<Diagnostic>(there.problem());
  return known->second ? Result<void>(*known->second) : Result<void>();
}

bool RunFiles::is_output(const std::string& path) const {
  const auto found = m_places.find(path);
  return found != m_places.end() && found->second.owner == output_owner;
}

bool RunFiles::holds_inputs(const std::string& folder) const {
  return std::any_of(m_roots.begin(), m_roots.end(), [&](const auto& input) { return below(input.first, folder); });
}

const std::string& RunFiles::owner(const std::string& place) const {
  static const std::string nobody;
  const auto found = m_places.find(place);
  return found == m_places.end() ? nobody : found->second.owner;
}

bool RunFiles::is_planned_folder(const std::string& place) const {
  const auto found = m_places.find(place);
  return found != m_places.end() && found->second.is_planned && found->second.owner == folder_owner;
}

void RunFiles::settle(const std::string& place, const std::string& owner) {
  m_places.try_emplace(place, PlaceOfFile{owner, false, false});
}

bool RunFiles::made(const std::string& place, const std::string& owner, const Copy& copy) {
  settle(place, owner);
  m_staged.erase(place + '\n' + owner);
  PlaceOfFile& file = m_places.at(place);
  if (std::exchange(file.is_made, true)) return false;
  file.copy = copy;
  return true;
}

std::optional<RunFiles::Copy> RunFiles::made_at(const std::string& place, const std::string& owner) const {
  const auto found = m_places.find(place);
  const bool is_it = found != m_places.end() && found->second.is_made && found->second.owner == owner;
  return is_it ? std::optional(found->second.copy) : std::nullopt;
}

}  // namespace deckle
