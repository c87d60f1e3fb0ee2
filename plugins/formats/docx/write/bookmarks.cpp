#include "bookmarks.hpp"

#include <algorithm>

#include "ascii/ascii.hpp"
#include "raw_html.hpp"

namespace {

constexpr std::size_t longest = 40;

bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c & 0x80) != 0; }

// FNV-1a: the same on every machine.
std::string hash_of(std::string_view text) {
  std::uint64_t hash = 0xCBF2'9CE4'8422'2325;
  for (const char c : text) hash = (hash ^ static_cast<unsigned char>(c)) * 0x100'0000'01B3;
  std::string made;
  for (int shift = 60; shift >= 0; shift -= 4) made += "0123456789abcdef"[hash >> shift & 0xF];
  return made;
}

std::string_view identifier_of(const deckle::Node& node) {
  if (node.raw().attr_count == 0) return {};
  return node.is(deckle::Kind::raw_inline) ? html_place(node) : node.id();
}

}  // namespace

Bookmarks::Bookmarks(const deckle::Document& document) {
  for (std::uint32_t i = 0; i < document.size(); ++i) {
    const deckle::Node node = document.node(i);
    const std::string_view identifier = identifier_of(node);
    if (identifier.empty()) continue;
    const auto [entry, is_new] = m_entries.try_emplace(identifier, Entry{{}, i});
    if (is_new) entry->second.name = make_name(identifier);
  }
}

// Identifiers that could not be names, or are names already, get one from their hash.
std::string Bookmarks::make_name(std::string_view identifier) {
  const bool has_space = std::any_of(identifier.begin(), identifier.end(), [](char c) { return c >= 0 && c <= ' '; });
  const bool is_name = identifier.size() <= longest && is_letter(identifier.front()) && !has_space;
  if (is_name && m_names.add(ascii::in_lower_case(identifier))) return std::string(identifier);
  return m_names.unique("x" + hash_of(identifier));
}

const std::string& Bookmarks::name(std::string_view identifier) {
  const auto entry = m_entries.find(identifier);
  if (entry != m_entries.end()) return entry->second.name;
  const auto [unknown, is_new] = m_unknown.try_emplace(std::string(identifier));
  if (is_new && !identifier.empty()) unknown->second = make_name(identifier);
  return unknown->second;
}

const std::string& Bookmarks::name_of(const deckle::Node& node) { return name(identifier_of(node)); }

bool Bookmarks::has(const deckle::Node& node) const {
  const auto entry = node.raw().attr_count > 0 ? m_entries.find(identifier_of(node)) : m_entries.end();
  return entry != m_entries.end() && entry->second.node == node.index();
}

std::string Bookmarks::name_of_heading(const deckle::Node& heading) {
  if (has(heading)) return name(heading.id());
  return m_has_contents ? "_Toc" + std::to_string(heading.index()) : std::string();
}
