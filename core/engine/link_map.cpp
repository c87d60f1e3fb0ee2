#include "engine/link_map.hpp"

#include <algorithm>

#include "io/paths.hpp"
#include "job/path_template.hpp"
#include "pipeline/address.hpp"

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

const DocumentPlaces* LinkMap::document_at(const std::string& place) const {
  if (const DocumentPlaces* document = m_paths.document_of(place)) return document;
  const auto index = indexes().find(place);
  return index == indexes().end() ? nullptr : index->second.document;
}

std::optional<std::string> LinkMap::mapped(const DocumentPlaces& document, std::string_view written,
                                           const std::string& folder, std::size_t output) {
  if (output >= document.outputs.size()) return std::nullopt;
  const std::string& target = document.outputs[output];
  if (target.empty() || target == "-") return std::nullopt;
  return address_from(folder, absolute_path(target), written);
}

}  // namespace deckle
