// Definition lists: a line that is a term, one blank line at most, and descriptions behind a colon or a tilde.
#include "block_parser.hpp"

namespace markdown {
namespace {

constexpr std::uint32_t most_indent = 2;     // before the mark
constexpr std::uint32_t content_indent = 4;  // of what else belongs to a description

}  // namespace

// Behind a term, or behind another description of it.
BlockParser::Start BlockParser::start_description() {
  if (!m_extensions.has(Extension::definition_lists) || m_line.indent() > most_indent) return Start::nothing;
  const std::string_view behind = m_line.rest().substr(1);
  if (behind.empty() || !is_blank(behind.front()) || trimmed(behind).empty()) return Start::nothing;
  const bool goes_on = m_level > 0 && m_open[m_level - 1].kind == BlockKind::definition_list;
  if (!goes_on && (too_deep() || !open_term())) return Start::nothing;
  const std::uint32_t begin = m_line.text();
  const bool apart = m_blank_lines > 0;
  open_container(BlockKind::description, begin, content_indent);
  Block& block = m_tree.blocks.back();
  block.loose = apart;
  block.end = begin + 1;
  m_line.skip_indent();
  m_line.skip(1);
  m_line.skip_indent();
  return Start::container;
}

// The last paragraph becomes a term, if it is one line and stands in the same container, right before this line or with
// one blank line between.
bool BlockParser::open_term() {
  if (m_level != m_open.size()) return false;
  if (in_paragraph() && m_tree.lines.size() - leaf().first_line == 1) close_leaf();
  if (m_leaf != Leaf::none || m_tree.blocks.empty() || m_blank_lines > 1) return false;
  const auto number = static_cast<std::uint32_t>(m_tree.blocks.size() - 1);
  Block& term = m_tree.blocks.back();
  const bool fits = term.kind == BlockKind::paragraph && term.line_count == 1 && m_last_paragraph_level == m_level;
  if (!fits) return false;
  term.kind = BlockKind::term;
  std::uint32_t list = number;
  if (const auto& last = m_last_definition_list; last.level == m_level && last.end == number) {
    list = last.block;
  } else {
    Block around;
    around.kind = BlockKind::definition_list;
    around.begin = term.begin, around.end = term.end;
    ++term.subtree_end;
    m_tree.blocks.insert(m_tree.blocks.end() - 1, around);
  }
  m_open.push_back({list, BlockKind::definition_list, 0});
  m_level = m_open.size();
  return true;
}

}  // namespace markdown
