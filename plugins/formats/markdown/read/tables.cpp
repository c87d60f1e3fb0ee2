// What all tables have: groups of rows, cells, and a caption.
#include "attributes.hpp"
#include "block_parser.hpp"

namespace markdown {
namespace {

// The bytes of `:` or `Table:` with which a caption begins, and of the space behind it; 0 if it is none.
std::uint32_t caption_mark(std::string_view text) {
  std::uint32_t at = 0;
  if (text[0] == ':') at = 1;
  else if (has_word_at(text, 0, "table:") && text.substr(1, 5) == "able:") at = 6;
  if (at == 0 || at == text.size()) return 0;
  if (at == 1 && std::string_view("!\"#%&'()*,-./:;?@[\\]_{}").find(text[1]) != std::string_view::npos) return 0;
  while (at < text.size() && is_space(text[at])) ++at;
  return at < text.size() ? at : 0;
}

}  // namespace

// Returns its number. Behind a table stand a place for its caption, its columns, and groups of rows.
std::uint32_t BlockParser::add_table(std::uint32_t begin, std::uint32_t first_column) {
  add_block(BlockKind::table, begin);
  auto table = static_cast<std::uint32_t>(m_tree.blocks.size() - 1);
  m_tree.blocks.emplace_back().subtree_end = table + 2;
  if (table > 0 && m_last_caption == Place{table - 1, container()}) {
    --table;
    m_tree.blocks.pop_back();
    std::swap(m_tree.blocks[table], m_tree.blocks[table + 1]);
    make_caption(m_tree.blocks[table + 1], m_tree.blocks[table]);
  }
  note_table(table);
  Block& columns = m_tree.blocks.emplace_back();
  columns.kind = BlockKind::columns;
  columns.info = m_table_columns = {first_column, static_cast<std::uint32_t>(m_tree.columns.size())};
  columns.subtree_end = static_cast<std::uint32_t>(m_tree.blocks.size());
  return table;
}

// The next paragraph may be its caption, if it has none.
void BlockParser::note_table(std::uint32_t table) {
  if (m_tree.blocks[table + 1].kind == BlockKind::nothing) m_last_table = {table, container()};
}

void BlockParser::start_table_leaf(std::uint32_t begin, std::uint32_t first_column) {
  m_leaf_block = add_table(begin, first_column);
  m_leaf = Leaf::table;
  m_widest_line = 0;
  m_told_short = false;
}

// The last line of the paragraph is the head of a table; what stands before it stays a paragraph.
Slice BlockParser::take_back_line() {
  const Slice line = m_tree.lines.back();
  m_tree.lines.pop_back();
  if (leaf().first_line == m_tree.lines.size()) {
    m_tree.blocks.pop_back();
    m_leaf = Leaf::none;
  } else {
    leaf().end = m_tree.lines.back().end;
    close_leaf();
    m_blank_from = not_blank;
  }
  return line;
}

void BlockParser::open_table_group(BlockKind kind, std::uint32_t begin) {
  m_table_group = static_cast<std::uint32_t>(m_tree.blocks.size());
  Block& group = m_tree.blocks.emplace_back();
  group.kind = kind;
  group.begin = group.end = begin;
}

void BlockParser::close_table_group() {
  if (m_table_group == nowhere) return;
  Block& group = m_tree.blocks[m_table_group];
  group.subtree_end = static_cast<std::uint32_t>(m_tree.blocks.size());
  group.end = leaf().end;
  m_table_group = nowhere;
}

std::size_t BlockParser::open_row(std::uint32_t begin) {
  Block& row = m_tree.blocks.emplace_back();
  row.kind = BlockKind::row;
  row.begin = begin;
  return m_tree.blocks.size() - 1;
}

void BlockParser::add_cell(Range where) {
  Block& cell = m_tree.blocks.emplace_back();
  cell.kind = BlockKind::cell;
  cell.begin = where.begin, cell.end = where.end;
  cell.subtree_end = static_cast<std::uint32_t>(m_tree.blocks.size());
  cell.first_line = static_cast<std::uint32_t>(m_tree.lines.size());
  cell.line_count = where.size() > 0 ? 1 : 0;
  if (where.size() > 0) m_tree.lines.push_back({where.begin, where.end, 0});
}

// Cells that a row lacks are empty, as long as there are not too many of them.
void BlockParser::close_row(std::size_t row, std::size_t cells, std::uint32_t end) {
  for (; cells < m_table_columns.size() && m_padding_left > 0; ++cells, --m_padding_left) add_cell({end, end});
  Block& block = m_tree.blocks[row];
  block.end = leaf().end = end;
  block.subtree_end = static_cast<std::uint32_t>(m_tree.blocks.size());
}

// A paragraph behind a table may be its caption; one before it may turn out to be.
void BlockParser::find_caption(Block& paragraph) {
  const auto text = m_source.substr(paragraph.begin, paragraph.end - paragraph.begin);
  if (text.empty() || caption_mark(text) == 0) return;
  const auto number = static_cast<std::uint32_t>(&paragraph - m_tree.blocks.data());
  const bool behind = m_last_table.block != nowhere && m_last_table.container == container() &&
                      m_tree.blocks[m_last_table.block].subtree_end == number;
  if (!behind) {
    m_last_caption = {number, container()};
    return;
  }
  Block& table = m_tree.blocks[m_last_table.block];
  Block& caption = m_tree.blocks[m_last_table.block + 1];
  caption = paragraph;
  caption.subtree_end = m_last_table.block + 2;
  make_caption(caption, table);
  paragraph.kind = BlockKind::nothing;
  paragraph.line_count = 0;
  m_last_table = {nowhere, nowhere};
}

// A paragraph that has a caption's mark becomes that of `table`, and takes the table's place into account.
void BlockParser::make_caption(Block& caption, Block& table) {
  caption.kind = BlockKind::caption;
  caption.subtree_end = static_cast<std::uint32_t>(&caption - m_tree.blocks.data()) + 1;
  table.begin = std::min(table.begin, caption.begin);
  table.end = std::max(table.end, caption.end);
  const std::uint32_t text = caption.begin + caption_mark(m_source.substr(caption.begin, caption.end - caption.begin));
  while (m_tree.lines[caption.first_line].end < text) ++caption.first_line, --caption.line_count;
  Slice& first = m_tree.lines[caption.first_line];
  first.begin = std::max(first.begin, text);
  if (!m_extensions.has(Extension::table_attributes)) return;
  Slice& last = m_tree.lines[caption.first_line + caption.line_count - 1];
  table.info = {last.begin + trailing_attributes(m_source.substr(last.begin, last.end - last.begin)), last.end};
  last.end = table.info.begin;
}

}  // namespace markdown
