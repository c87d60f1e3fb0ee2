#include "pipeline/join_metadata.hpp"

#include <algorithm>
#include <deckle/language.hpp>

namespace deckle {
namespace {

// Below these stands nothing that is part of a heading's own words.
bool is_aside(const Node& node) {
  if (node.is(Kind::span)) return node.has_class("header-section-number");
  return node.is(Kind::note) || node.is(Kind::comment) || node.is(Kind::raw_inline) || node.is(Kind::index_entry);
}

std::string direction_of(const std::string& said, std::string_view language) {
  if (!said.empty()) return said;
  return is_right_to_left(language) ? "rtl" : "ltr";
}

bool equal(const Attribute& a, const Attribute& b) {
  if (a.type() != b.type() || a.is_custom() != b.is_custom() || a.name() != b.name()) return false;
  switch (a.type()) {
    case DK_A_STRING: return a.string() == b.string();
    case DK_A_INT:
    case DK_A_DOUBLE: return a.integer() == b.integer();
    case DK_A_BOOL: return a.boolean() == b.boolean();
    default: return false;  // what refers to elsewhere
  }
}

bool equal_alone(const Node& a, const Node& b) {
  if (a.kind_name() != b.kind_name() || a.subtree() != b.subtree() || a.text() != b.text()) return false;
  if (a.raw().attr_count != b.raw().attr_count) return false;
  auto other = b.attributes().begin();
  for (const Attribute attribute : a.attributes()) {
    if (!equal(attribute, *other)) return false;
    ++other;
  }
  return true;
}

// The same content, wherever it was written.
bool equal(const Node& a, const Node& b) {
  if (a.subtree() != b.subtree()) return false;
  for (std::uint32_t i = 0; i < a.subtree(); ++i)
    if (!equal_alone(a.document().node(a.index() + i), b.document().node(b.index() + i))) return false;
  return true;
}

// The first thing that is read, not counting a table of contents and what only one format understands.
std::optional<Node> beginning_of(const Document& document) {
  Node within = document.body();
  while (within.has_children()) {
    std::optional<Node> first;
    for (const Node child : within.children())
      if (!child.is(Kind::contents) && !child.is(Kind::raw_block)) {
        first = child;
        break;
      }
    if (!first || !first->is(Kind::division)) return first;
    within = *first;
  }
  return std::nullopt;
}

bool has_place_in_division(std::string_view key) { return key == "title" || key == "lang" || key == "dir"; }

}  // namespace

std::string words_of(const Node& node) {
  std::string words;
  bool between = false;
  const Walk walk = node.walk();
  for (auto at = walk.begin(); at != walk.end();) {
    const Visit visit = *at;
    if (visit.enter && is_aside(visit.node)) {
      at.skip_children();
      continue;
    }
    ++at;
    if (!visit.enter) continue;
    between = between || visit.node.is(Kind::soft_break) || visit.node.is(Kind::hard_break);
    for (const char c : visit.node.text()) {
      const bool is_space = c == ' ' || (c >= '\t' && c <= '\r');
      if (!is_space && between && !words.empty()) words += ' ';
      if (!is_space) words += c;
      between = is_space;
    }
  }
  return words;
}

JoinMetadata::JoinMetadata(const Document& frame, const std::vector<Document>& documents)
    : m_documents(documents), m_joined(entries_of(frame)) {
  for (const Document& document : documents) m_entries.push_back(entries_of(document));
  for (const Node own : documents[0].metadata().children()) {
    const std::string_view key = own.string(Key::key);
    const bool may_be = key != "title" || documents.size() == 1;
    if (may_be && all_have(key, own) && m_joined.emplace(key, own).second) m_agreed.push_back(own);
  }
}

JoinMetadata::Entries JoinMetadata::entries_of(const Document& document) {
  Entries entries;
  for (const Node entry : document.metadata().children()) entries.emplace(entry.string(Key::key), entry);
  return entries;
}

std::string JoinMetadata::words(const Entries& entries, std::string_view key) {
  const auto found = entries.find(key);
  return found == entries.end() ? std::string() : words_of(found->second);
}

bool JoinMetadata::all_have(std::string_view key, const Node& entry) const {
  return std::all_of(m_entries.begin(), m_entries.end(), [&](const Entries& entries) {
    const auto found = entries.find(key);
    return found != entries.end() && equal(found->second, entry);
  });
}

std::vector<LostEntry> JoinMetadata::lost() const {
  std::map<std::string_view, LostEntry> lost;
  for (std::size_t k = 0; k < m_entries.size(); ++k)
    for (const auto& [key, own] : m_entries[k]) {
      const auto joined = m_joined.find(key);
      if (has_place_in_division(key) || (joined != m_joined.end() && equal(joined->second, own))) continue;
      ++lost.try_emplace(key, LostEntry{key, k, own.index(), 0}).first->second.count;
    }
  std::vector<LostEntry> list;
  for (const auto& [key, one] : lost) list.push_back(one);
  return list;
}

std::optional<Node> JoinMetadata::heading(std::size_t document) const {
  const auto title = m_entries[document].find("title");
  if (title == m_entries[document].end()) return std::nullopt;
  const std::string own = words_of(title->second);
  if (own.empty() || own == words(m_joined, "title")) return std::nullopt;
  const auto first = beginning_of(m_documents[document]);
  if (first && first->is(Kind::heading) && words_of(*first) == own) return std::nullopt;
  return title->second;
}

std::string JoinMetadata::language(std::size_t document) const {
  const std::string own = words(m_entries[document], "lang");
  return own == words(m_joined, "lang") ? std::string() : own;
}

std::string JoinMetadata::direction(std::size_t document) const {
  const Entries& own = m_entries[document];
  const std::string direction = direction_of(words(own, "dir"), words(own, "lang"));
  return direction == direction_of(words(m_joined, "dir"), words(m_joined, "lang")) ? std::string() : direction;
}

}  // namespace deckle
