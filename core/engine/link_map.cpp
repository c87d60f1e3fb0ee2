#include "engine/link_map.hpp"

#include <algorithm>

#include "engine/address.hpp"
#include "engine/path_template.hpp"
#include "io/paths.hpp"

namespace deckle {
namespace {

// How well an input stands for its folder: the lower the better; nothing: not at all.
std::optional<int> rank_as_index(std::string_view name) {
  std::string stem(stem_of(name));
  std::transform(stem.begin(), stem.end(), stem.begin(),
                 [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; });
  if (stem == "index") return 0;
  return stem == "readme" ? std::optional(1) : std::nullopt;
}

}  // namespace

void LinkMap::add(const std::string& input, const std::vector<std::string>& outputs) {
  if (input == "-") return;
  const std::string path = absolute_path(input);
  m_inputs.emplace(path, Input{input, outputs});
  const std::optional<int> rank = rank_as_index(name_of_file(path));
  if (!rank) return;
  const auto [known, is_new] = m_indexes.try_emplace(folder_of(path), Index{*rank, path});
  if (!is_new && *rank < known->second.rank) known->second = {*rank, path};
}

const LinkMap::Input* LinkMap::find(const std::string& from, std::string_view address) const {
  if (m_inputs.empty() || kind_of_address(address) != AddressKind::relative) return nullptr;
  const std::string path = path_of_address(address);
  if (path.empty()) return nullptr;  // "#section" stays within its document
  const std::string place = place_of_path(from, path);
  auto found = m_inputs.find(place);
  if (found == m_inputs.end())
    if (const auto index = m_indexes.find(place); index != m_indexes.end()) found = m_inputs.find(index->second.input);
  return found == m_inputs.end() ? nullptr : &found->second;
}

const std::string* LinkMap::input(const std::string& from, std::string_view address) const {
  const Input* found = find(from, address);
  return found == nullptr ? nullptr : &found->name;
}

std::optional<std::string> LinkMap::mapped(const std::string& from, std::string_view address, const std::string& to,
                                           std::size_t output) const {
  const Input* found = find(from, address);
  if (found == nullptr || output >= found->outputs.size()) return std::nullopt;
  const std::string& written = found->outputs[output];
  if (written.empty() || written == "-") return std::nullopt;
  return address_between(to, absolute_path(written), address);
}

}  // namespace deckle
