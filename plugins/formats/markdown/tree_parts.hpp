// Small questions about nodes of cmark.
#pragma once
#include <cstdint>
#include <string_view>

#include "cmark.hpp"

namespace parts {

// A paragraph of a tight list, which is shown without space around it.
inline bool is_tight(cmark_node* paragraph) {
  cmark_node* item = cmark_node_parent(paragraph);
  cmark_node* list = item && cmark_node_get_type(item) == CMARK_NODE_ITEM ? cmark_node_parent(item) : nullptr;
  return list && cmark_node_get_list_tight(list) != 0;
}

inline std::string_view without_last_newline(std::string_view text) {
  if (!text.empty() && text.back() == '\n') text.remove_suffix(1);
  return text;
}

// HTML without the empty lines at its end, which it has only if nothing closes it, and which mean nothing.
inline std::string_view html(std::string_view text) {
  const auto last = text.find_last_not_of(" \t\n");
  return last == std::string_view::npos ? std::string_view() : text.substr(0, text.find('\n', last));
}

// What a link begins with in the source: a bracket, or, for one that was found by its text, that text.
inline std::string_view link_openers(cmark_node* link) {
  const std::string_view text = cmark::view(cmark_node_get_literal(cmark_node_first_child(link)));
  const std::string_view url = cmark::view(cmark_node_get_url(link));
  const bool bare = !text.empty() && url.size() >= text.size() && url.substr(url.size() - text.size()) == text;
  return bare ? std::string_view("[<hHfFwW") : std::string_view("[<");
}

// The number of a footnote, 0 if it is none.
inline std::size_t number(std::string_view digits) {
  std::size_t value = 0;
  for (char c : digits.substr(0, 9)) {
    if (c < '0' || c > '9') return 0;
    value = value * 10 + static_cast<std::size_t>(c - '0');
  }
  return value;
}

// The word for an alignment of a table's column; null for none.
inline const char* alignment(std::uint8_t letter) {
  return letter == 'l' ? "left" : letter == 'c' ? "center" : letter == 'r' ? "right" : nullptr;
}

}  // namespace parts
