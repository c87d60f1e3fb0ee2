// Line blocks: lines behind `| ` that stay lines. A line that begins with a space goes on with the one before it.
#include "block_parser.hpp"

namespace markdown {
namespace {

bool begins_line(const Line& line) {
  const std::string_view rest = line.rest();
  return line.indent() == 0 && line.first() == '|' && (rest.size() == 1 || is_blank(rest[1]));
}

}  // namespace

// Not within a paragraph or a table.
BlockParser::Start BlockParser::start_line_block() {
  const bool in_text = m_leaf == Leaf::paragraph || (m_leaf == Leaf::table && m_level == m_open.size());
  if (!m_extensions.has(Extension::line_blocks) || in_text || !begins_line(m_line)) return Start::nothing;
  start_leaf(Leaf::line_block, BlockKind::line_block, m_line.text());
  add_line_of_block();
  return Start::leaf;
}

bool BlockParser::continue_line_block() {
  if (m_line.is_blank()) return false;
  if (table_instead()) return true;
  if (begins_line(m_line)) return add_line_of_block(), true;
  Block& line = m_tree.blocks.back();
  if (m_line.indent() == 0) return false;
  m_tree.lines.push_back({m_line.text(), m_line.end(), 0});
  ++line.line_count;
  line.end = leaf().end = m_line.end();
  return true;
}

// One space belongs to the mark; those behind it are kept.
void BlockParser::add_line_of_block() {
  Block& line = m_tree.blocks.emplace_back();
  line.kind = BlockKind::line;
  line.begin = m_line.text();
  line.subtree_end = static_cast<std::uint32_t>(m_tree.blocks.size());
  line.first_line = static_cast<std::uint32_t>(m_tree.lines.size());
  m_line.skip_indent();
  m_line.skip(1);
  const std::uint32_t spaces = m_line.indent();
  line.end = leaf().end = m_line.end();
  if (m_line.is_blank()) return;
  m_line.skip_columns(1);
  m_tree.lines.push_back({m_line.at(), m_line.end(), spaces > 0 ? spaces - 1 : 0});
  line.line_count = 1;
}

// The first line may be the head of a table.
bool BlockParser::table_instead() {
  if (m_tree.blocks.size() != m_leaf_block + 2 || m_tree.blocks.back().line_count != 1) return false;
  const Block block = leaf(), line = m_tree.blocks.back();
  const Slice slice = m_tree.lines.back();
  m_tree.blocks.pop_back();
  leaf().kind = BlockKind::paragraph;
  m_tree.lines.back() = {block.begin, slice.end, 0};
  m_leaf = Leaf::paragraph;
  if (start_pipe_table() == Start::leaf) return true;
  m_leaf = Leaf::line_block;
  m_tree.lines.back() = slice;
  leaf() = block;
  m_tree.blocks.push_back(line);
  return false;
}

}  // namespace markdown
