#include "writer.hpp"

using deckle::Key;
using deckle::Kind;
using deckle::Node;

void Writer::write(const Node& node) {
  m_root = node.index();
  std::uint32_t steps = 0;
  const deckle::Walk walk = node.walk();
  for (auto at = walk.begin(); at != std::default_sentinel;) {
    if (++steps % 4096 == 0) m_call.stop_if_cancelled();
    const deckle::Visit visit = *at;
    if (!visit.enter) {
      leave(visit.node);
    } else if (!enter(visit.node) && !visit.node.is_leaf()) {
      at.skip_children();
      continue;
    }
    ++at;
  }
}

bool Writer::enter(const Node& node) {
  if (deckle::row_of(node.kind()) == nullptr) {
    loss(node, "is written as what it contains");
    if (!node.text().empty()) text(node);
    return true;
  }
  switch (static_cast<std::uint16_t>(node.kind()) >> 8) {
    case 1: return enter_block(node);
    case 2: return enter_inline(node);
    case 3: return enter_part(node);
    default: return true;
  }
}

void Writer::leave(const Node& node) {
  if (deckle::row_of(node.kind()) == nullptr) return;
  switch (static_cast<std::uint16_t>(node.kind()) >> 8) {
    case 1: return leave_block(node);
    case 2: return leave_inline(node);
    case 3: return leave_part(node);
    default: return;
  }
}

void Writer::write_notes() {
  const bool gfm = is_gfm();
  for (; m_notes_done < m_notes.size(); ++m_notes_done) {  // notes within notes are added at the end
    const std::string number = std::to_string(m_notes_done + 1);
    m_lines.separate(2);
    if (gfm) m_lines.open("[^" + number + "]: ", "    ");
    else m_lines.open(number + ". ", std::string(number.size() + 2, ' '));
    write(Node(m_notes[m_notes_done]));  // the list may move
    m_lines.close();
  }
}

void Writer::loss(const Node& node, std::string_view what) {
  const auto kind = static_cast<std::uint16_t>(node.kind());
  if (std::find(m_lost.begin(), m_lost.end(), kind) != m_lost.end()) return;
  m_lost.push_back(kind);
  m_call.warning("markdown.loss", node, "{} {}", node.kind_name(), what);
}

// Markdown has no place for identifiers, classes and key-value pairs, save for the language of code.
void Writer::attributes_lost(const Node& node) {
  for (deckle::Attribute attribute : node.attributes()) {
    const bool class_of_code = attribute.key() == Key::classes && node.is(Kind::code_block);
    if (attribute.key() == Key::id || (attribute.key() == Key::classes && !class_of_code) || attribute.is_custom())
      return loss(node, "has attributes, which are left out");
  }
}
