#include "writer.hpp"

#include <utility>

using deckle::Node;

namespace markdown {
namespace {

constexpr std::size_t many_bytes = 64u << 10;

}  // namespace

void Writer::write(const Node& node) {
  const std::uint32_t outer = std::exchange(m_root, node.index());
  std::uint32_t steps = 0;
  const deckle::Walk walk = node.walk();
  for (auto at = walk.begin(); at != std::default_sentinel;) {
    if (++steps % 4096 == 0) m_context.call.stop_if_cancelled();
    const deckle::Visit visit = *at;
    if (visit.enter) hand_over(visit.node);
    if (!visit.enter) {
      leave(visit.node);
    } else if (!enter(visit.node) && !visit.node.is_leaf()) {
      at.skip_children();
      continue;
    }
    ++at;
  }
  m_root = outer;
}

// Before a block no place is kept but of its line.
void Writer::hand_over(const Node& node) {
  if (m_out == nullptr || m_lines.size() < many_bytes || node.is_inline() || !m_open.empty()) return;
  *m_out << m_lines.take_lines_before();
  m_space = m_measured = m_code_end = 0;
}

void Writer::write_document(const deckle::Document& document, deckle::Output& out) {
  m_out = &out;
  write(document.body());
  write_definitions();
  m_lines.finish();
  out << m_lines.string();
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

}  // namespace markdown
