#include "document/tables.hpp"

namespace deckle {

void Tables::clear() {
  nodes.clear(), attrs.clear(), spans.clear(), text.clear(), names.clear(), sources.clear(), resources.clear(), blobs.clear();
  carried.clear();
  m_keys.clear(), m_kinds.clear();
}

std::uint32_t Tables::add_text(std::string_view string) {
  if (string.empty()) return 0;
  const auto offset = static_cast<std::uint32_t>(text.size());
  text.append(string.data(), string.size());
  return offset;
}

std::uint32_t Tables::intern_key(std::string_view name) { return intern(m_keys, name, 0, 0); }

std::uint32_t Tables::intern_kind(std::string_view name, std::uint16_t flags) { return intern(m_kinds, name, 1, flags); }

std::uint32_t Tables::intern(std::unordered_map<std::string, std::uint32_t>& known, std::string_view name, std::uint32_t is_kind,
                             std::uint16_t flags) {
  const auto [at, is_new] = known.try_emplace(std::string(name), static_cast<std::uint32_t>(names.size()));
  if (is_new) names.push({add_text(name), static_cast<std::uint32_t>(name.size()), is_kind, flags});
  return at->second;
}

}  // namespace deckle
