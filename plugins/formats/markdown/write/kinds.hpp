// What kinds of blocks have in common for those who write them.
#pragma once
#include <deckle/plugin.hpp>

#include <algorithm>
#include <optional>

#include "../read/html_syntax.hpp"

namespace markdown {

inline bool is_list(const deckle::Node& node) {
  return node.is(deckle::Kind::bullet_list) || node.is(deckle::Kind::ordered_list);
}
inline bool is_quote(const deckle::Node& node) {
  return node.is(deckle::Kind::block_quote) || node.is(deckle::Kind::admonition);
}
inline bool is_text(const deckle::Node& node) {
  return node.is(deckle::Kind::plain) || node.is(deckle::Kind::paragraph);
}
inline bool is_html(std::string_view format) { return format == "html" || format == "html5" || format == "html4"; }
inline bool is_raw_html(const deckle::Node& node) {
  return node.is(deckle::Kind::raw_block) && is_html(node.string(deckle::Key::format));
}

// The kind of block of the specification that it begins; 0: none.
inline int kind_of_html(std::string_view html) {
  html.remove_prefix(std::min(html.find_first_not_of(' '), html.size()));
  return html.starts_with('<') ? html_block_kind(html.substr(0, html.find('\n'))) : 0;
}

inline std::optional<deckle::Node> block_before(const deckle::Node& node) {
  if (node.index() == node.parent().index() + 1) return {};
  deckle::Node before = node.document().node(node.index() - 1);
  while (before.parent().index() != node.parent().index()) before = before.parent();
  return before;
}

}  // namespace markdown
