// Attributes: [identifier, [class, ...], [[key, value], ...]], and what becomes of them where pandoc has no place.
#include "to_pandoc.hpp"

namespace json {

using deckle::Attribute;
using deckle::Key;
using deckle::Node;

namespace {

// An attribute that an author wrote, or a caption number that a transform gave: not part of what the kind means.
bool is_general(const Attribute& attribute) {
  return attribute.is_custom() || attribute.key() == Key::id || attribute.key() == Key::classes ||
         attribute.key() == Key::number;
}

bool has_general(const Node& node) {
  for (const Attribute attribute : node.attributes())
    if (is_general(attribute)) return true;
  return false;
}

void each_word(std::string_view words, Writer& out) {
  while (!words.empty()) {
    const auto space = std::min(words.find(' '), words.size());
    if (space > 0) out.string(words.substr(0, space));
    words.remove_prefix(std::min(space + 1, words.size()));
  }
}

}  // namespace

// `is_foreign`: pandoc lacks the kind, so that what its own keys say becomes key-value pairs.
void ToPandoc::attributes(const Node& node, std::string_view more_classes, bool is_foreign) {
  if (node.raw().attr_count == 0 && more_classes.empty()) return m_json.raw(empty_attributes);
  m_json.open("[");
  m_json.string(node.id());
  m_json.open("[");
  each_word(more_classes, m_json);
  each_word(node.classes(), m_json);
  m_json.close("]");
  m_json.open("[");
  for (const Attribute attribute : node.attributes()) {
    const Key key = attribute.key();
    if (key == Key::id || key == Key::classes || key == Key::admonition || !(is_foreign || is_general(attribute)))
      continue;
    pair(attribute);
  }
  m_json.close("]]");
}

void ToPandoc::pair(const Attribute& attribute) {
  std::string value;
  switch (attribute.type()) {
    case DK_A_STRING: value = attribute.string(); break;
    case DK_A_INT: value = std::to_string(attribute.integer()); break;
    case DK_A_BOOL: value = attribute.boolean() ? "true" : "false"; break;
    case DK_A_DOUBLE: value = deckle::message("{}", attribute.number()); break;
    case DK_A_NODE: value = m_in.node(attribute.index()).id(); break;
    default: return;
  }
  m_json.open("[");
  m_json.string(attribute.name());
  m_json.string(value);
  m_json.close("]");
}

// For a node whose attributes pandoc has no place for: opens a Div or Span that has them and gives true, or counts the
// loss. An empty `opening`: nothing can stand around the node.
bool ToPandoc::begin_wrap(const Node& node, std::string_view opening) {
  if (node.raw().attr_count == 0 || !has_general(node)) return false;
  if (!m_options.wrap_attributes || opening.empty()) return m_losses.attributes(node), false;
  m_json.open(opening);
  attributes(node);
  m_json.open("[");
  return true;
}

}  // namespace json
