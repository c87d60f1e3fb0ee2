#include "body_writer.hpp"

using deckle::Key;
using deckle::Kind;
using deckle::Node;

namespace {

bool has_only_inlines(const Node& node) {
  for (const Node child : node.children())
    if (!child.is_inline()) return false;
  return true;
}

}  // namespace

void BodyWriter::write(const Node& node) {
  begin_walk(node);
  run();
  if (m_out.has_replaced()) loss(node, "has characters that HTML may not have; they are written as U+FFFD");
}

// Until the walk begun last is at its end.
void BodyWriter::run() {
  const std::size_t under = m_walks.size() - 1;
  while (m_walks.size() > under) {
    if (go_on()) end_walk();
  }
}

// Goes on with the walk begun last, to its end or until another one is begun in it. Its place is kept here meanwhile,
// where the compiler knows that nothing else changes it.
bool BodyWriter::go_on() {
  const std::size_t walk = m_walks.size() - 1;
  deckle::Walk::Iterator at = m_walks[walk].at;
  while (at != std::default_sentinel) {
    if (++m_steps % 4096 == 0) m_call.stop_if_cancelled();
    const deckle::Visit visit = *at;
    const bool goes_in = visit.enter && enter(visit.node);  // may do other walks
    if (visit.enter && !goes_in && !visit.node.is_leaf()) at.skip_children();
    else ++at;
    if (visit.enter) continue;
    leave(visit.node);  // may do other walks, or begin one
    if (m_walks.size() - 1 == walk) continue;
    m_walks[walk].at = at;
    return false;
  }
  return true;
}

void BodyWriter::end_walk() {
  const Under ended = m_walks.back();
  m_walks.pop_back();
  m_out << ended.after;
  if (ended.figure) end_of_block(*ended.figure);
}

bool BodyWriter::enter(const Node& node) {
  if (node.is(Kind::text)) return text(node), false;  // as nearly half of all nodes are
  if (deckle::row_of(node.kind()) == nullptr) return enter_unknown(node);
  switch (static_cast<std::uint16_t>(node.kind()) >> 8) {
    case 1: return enter_block(node);
    case 2: return enter_inline(node);
    case 3: return enter_part(node);
    default: return true;
  }
}

void BodyWriter::leave(const Node& node) {
  if (deckle::row_of(node.kind()) == nullptr) return leave_unknown(node);
  switch (static_cast<std::uint16_t>(node.kind()) >> 8) {
    case 1: leave_block(node); break;
    case 2: return leave_inline(node);
    case 3: return leave_part(node);
    default:
      if (node.is(Kind::body)) end_sections(0);
      return;
  }
  if (!(node.is(Kind::figure) && node.child(Kind::caption))) end_of_block(node);
}

// Kinds that only a later vocabulary or a plugin knows are divisions and spans, and so are parts without their owner.
bool BodyWriter::enter_unknown(const Node& node) {
  loss(node, "is shown as what it contains");
  if (!node.is_inline()) {
    open_block("div", node, node.kind_name());
    m_out.text(node.text());
    if (node.is_leaf()) leave_unknown(node);
    return !node.is_leaf();
  }
  open_inline("span", node, node.kind_name());
  m_out.text(node.text());
  if (!node.is_leaf() && has_only_inlines(node)) return true;
  for (const deckle::Visit visit : node.walk())  // blocks cannot stand here: what they say does
    if (visit.enter && visit.node.index() != node.index()) m_out.text(visit.node.text());
  m_out << "</span>";
  return false;
}

void BodyWriter::leave_unknown(const Node& node) {
  if (node.is_inline()) {
    m_out << "</span>";
  } else {
    m_out.fresh_line();
    m_out << "</div>\n";
  }
}

void BodyWriter::begin_block(std::string_view tag, const Node& node, const Extra& extra) {
  m_out.fresh_line();
  begin_inline(tag, node, extra);
}

void BodyWriter::begin_inline(std::string_view tag, const Node& node, const Extra& extra) {
  m_out << '<' << tag;
  if (node.raw().attr_count > 0 || !extra.classes.empty() || !extra.style.empty()) attributes(tag, node, extra);
}

void BodyWriter::open_block(std::string_view tag, const Node& node, std::string_view classes) {
  m_out.fresh_line();
  open_inline(tag, node, classes);
}

void BodyWriter::open_inline(std::string_view tag, const Node& node, std::string_view classes) {
  m_out << '<' << tag;
  if (node.raw().attr_count > 0 || !classes.empty()) attributes(tag, node, {.classes = classes});
  m_out << '>';
}

// Those that only an element of its own could have: not the ones that say what kind of node it is.
bool BodyWriter::has_own_attributes(const Node& node) {
  if (node.raw().attr_count == 0) return false;
  for (const deckle::Attribute attribute : node.attributes())
    if (attribute.is_custom() || attribute.key() == Key::id || attribute.key() == Key::classes) return true;
  return false;
}

// Of a node that has no element.
void BodyWriter::no_place_for_attributes(const Node& node) {
  if (has_own_attributes(node)) loss(node, "has attributes, for which HTML has no place");
}

void BodyWriter::loss(const Node& node, std::string_view what) {
  if (m_shared.is_news(node.kind(), what)) m_call.warning("html.loss", node, "{} {}", node.kind_name(), what);
}

void BodyWriter::unsafe(const Node& node, std::string_view what) {
  if (m_shared.is_news(node.kind(), what)) m_call.warning("html.unsafe", node, "{} {}", node.kind_name(), what);
}
