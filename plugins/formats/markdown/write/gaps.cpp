// Which blocks an empty line parts from the one before them.
#include "kinds.hpp"
#include "writer.hpp"

using deckle::Key;
using deckle::Kind;
using deckle::Node;

namespace markdown {
namespace {

// Whether this line of text would go on with a paragraph in the quotation or list before it. Of HTML only the blocks of
// kinds 1 to 6 interrupt one.
bool may_be_lazy(const Node& node) {
  if (is_text(node) || node.is(Kind::table)) return true;
  const int kind = node.is(Kind::raw_block) ? kind_of_html(node.text()) : 1;
  return kind == 0 || kind == 7;
}

// Whether the two are one, or something else, without an empty line between them; HTML may end with its tag.
bool needs_empty_line(const Node& before, const Node& node, bool html_ends) {
  if (before.is(Kind::raw_block))
    return !html_ends && is_html(before.string(Key::format)) && kind_of_html(before.text()) > 5;
  const bool is_container = is_quote(before) || is_list(before);
  if (is_container && may_be_lazy(node)) return true;
  if (is_quote(before) && is_quote(node)) return true;
  return (is_container || is_text(before)) && is_list(node) && !may_interrupt_text(node);
}

bool is_container(const Node& node) {
  return is_list(node) || node.is(Kind::block_quote) || node.is(Kind::list_item) || node.is(Kind::definition_list) ||
         node.is(Kind::description);
}

// Whether a block is, or ends with, text that is plain though no list has it so: because a tag ends it.
bool ends_plain(const Node& block) {
  Node last = block;
  while (is_container(last) && last.has_children())
    for (const Node child : last.children()) last = child;
  return last.is(Kind::plain) && (last.index() == block.index() || last.parent().is(Kind::block_quote));
}

}  // namespace

// Whether it is a tag that ends the text before it, which has no paragraph of its own then.
bool Writer::ends_text(const Node& node) const {
  return has(Extension::pandoc_rules) && is_raw_html(node) && !is_read_apart(node) &&
         is_block_element(html_tag_name(node.text()));
}

void Writer::loses_its_tag(const Node& plain) const {
  loss(plain, "becomes a paragraph, as an empty line parts it from what is behind it");
}

// Whether no empty line stands between two blocks.
bool Writer::is_right_behind(const Node& node, const Node& before) const {
  const bool in_description =
      node.parent().is(Kind::description) && is_tight_description(node.parent()) && before.is(Kind::raw_block);
  if (!in_description && (m_lists.empty() || !m_lists.back().tight || !node.parent().is(Kind::list_item))) {
    if (ends_text(node)) return ends_plain(before);
    if (ends_plain(before) && (node.is(Kind::raw_block) || node.is(Kind::division))) loses_its_tag(before);
    return false;
  }
  if (!needs_empty_line(before, node, has(Extension::markdown_in_html_blocks))) return true;
  if (!in_description && m_lists.back().has_plain)
    loss(node, "is parted by an empty line, which makes the list around it loose");
  return false;
}

}  // namespace markdown
