// Fenced divisions: a line of three or more colons with attributes opens one, a line of colons alone closes it.
#include "block_parser.hpp"

namespace markdown {

// Not within a paragraph.
BlockParser::Start BlockParser::start_division() {
  if (!m_extensions.has(Extension::fenced_divs) || m_leaf == Leaf::paragraph || m_line.indent() > 0)
    return Start::nothing;
  const auto attributes = opening_division(m_line.rest());
  if (!attributes || too_deep()) return Start::nothing;
  const std::uint32_t begin = m_line.text();
  open_container(BlockKind::division, begin, 0);
  Block& block = m_tree.blocks.back();
  block.info = {begin + attributes->begin, begin + attributes->end};
  block.end = m_line.end();
  return Start::leaf;
}

// The innermost division that this line stands in ends here, with the paragraph, lists and elements that it has
// open.
bool BlockParser::close_division() {
  if (!m_extensions.has(Extension::fenced_divs) || m_line.indent() > 0 || !is_closing_division(m_line.rest()))
    return false;
  std::size_t level = m_level;
  const auto may_end = [](BlockKind kind) { return is_list(kind) || kind == BlockKind::element; };
  while (level > 0 && may_end(m_open[level - 1].kind)) --level;
  if (level == 0 || m_open[level - 1].kind != BlockKind::division || is_element(m_tree.blocks[m_open[level - 1].block]))
    return false;
  m_level = level;
  close_unmatched();
  Block& block = m_tree.blocks[m_open.back().block];
  block.number = 1;
  block.end = m_line.text() + static_cast<std::uint32_t>(trimmed(m_line.rest()).size());
  close_container();
  m_level = m_open.size();
  return true;
}

}  // namespace markdown
