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

const LinkMap::Indexes& LinkMap::indexes() const {
  if (m_indexes) return *m_indexes;
  m_indexes.emplace();
  for (const DocumentPlaces* document : m_paths.documents()) {
    const std::optional<int> rank = rank_as_index(name_of_file(document->input));
    if (!rank) continue;
    const auto [known, is_new] =
        m_indexes->try_emplace(folder_of(absolute_path(document->input)), Index{*rank, document});
    if (!is_new && *rank < known->second.rank) known->second = {*rank, document};
  }
  return *m_indexes;
}

const DocumentPlaces* LinkMap::find(const std::string& from, std::string_view address) const {
  if (kind_of_address(address) != AddressKind::relative) return nullptr;
  const std::string path = path_of_address(address);
  if (path.empty()) return nullptr;  // "#section" stays within its document
  const std::string place = place_of_path(from, path);
  if (const DocumentPlaces* document = m_paths.document_of(place)) return document;
  const auto index = indexes().find(place);
  return index == indexes().end() ? nullptr : index->second.document;
}

const std::string* LinkMap::input(const std::string& from, std::string_view address) const {
  const DocumentPlaces* found = find(from, address);
  return found == nullptr ? nullptr : &found->input;
}

std::optional<std::string> LinkMap::mapped(const std::string& from, std::string_view address, const std::string& to,
                                           std::size_t output) const {
  const DocumentPlaces* found = find(from, address);
  if (found == nullptr || output >= found->outputs.size()) return std::nullopt;
  const std::string& written = found->outputs[output];
  if (written.empty() || written == "-") return std::nullopt;
  return address_between(to, absolute_path(written), address);
}

}  // namespace deckle
