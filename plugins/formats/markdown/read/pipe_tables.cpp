// Pipe tables: a line of cells, a line of dashes with as many, and rows up to a blank line or another block.
#include <algorithm>
#include <optional>

#include "block_parser.hpp"

namespace markdown {
namespace {

// Goes from cell to cell of a row. A pipe behind a backslash parts no cells.
class Cells {
 public:
  Cells(std::string_view source, Range row) : m_source(source), m_at(row.begin), m_end(row.end) {
    while (m_end > m_at && is_blank(source[m_end - 1])) --m_end;
    if (m_at < m_end && source[m_at] == '|') ++m_at;
  }
  std::uint32_t end() const { return m_end; }
  std::optional<Range> next() {
    if (m_at >= m_end) return {};
    std::uint32_t end = m_at;
    while (end < m_end && (m_source[end] != '|' || (end > m_at && m_source[end - 1] == '\\'))) ++end;
    Range cell{m_at, end};
    m_at = end + 1;
    while (cell.begin < cell.end && is_blank(m_source[cell.begin])) ++cell.begin;
    while (cell.end > cell.begin && is_blank(m_source[cell.end - 1])) --cell.end;
    return cell;
  }

 private:
  std::string_view m_source;
  std::uint32_t m_at, m_end;
};

std::uint32_t count_cells(std::string_view source, Range row) {
  Cells cells(source, row);
  std::uint32_t count = 0;
  while (cells.next()) ++count;
  return count;
}

// --- :-- --: :-:
std::optional<Align> alignment(std::string_view cell) {
  const bool left = !cell.empty() && cell.front() == ':';
  if (left) cell.remove_prefix(1);
  const bool right = !cell.empty() && cell.back() == ':';
  if (right) cell.remove_suffix(1);
  if (cell.empty() || cell.find_first_not_of('-') != std::string_view::npos) return {};
  return left ? (right ? Align::center : Align::left) : right ? Align::right : Align::none;
}

// Adds the columns that a line of dashes tells; false, and nothing added, if it is none.
bool read_columns(std::string_view source, Range line, std::vector<Column>& columns) {
  const std::size_t before = columns.size();
  Cells cells(source, line);
  while (const auto cell = cells.next()) {
    const auto align = alignment(cell->in(source));
    if (!align) {
      columns.resize(before);
      return false;
    }
    columns.push_back({*align, *cell});
  }
  return columns.size() > before;
}

}  // namespace

// The last line of the paragraph becomes the head; what stands before it stays a paragraph.
BlockParser::Start BlockParser::start_table() {
  if (!in_paragraph() || !m_extensions.has(Extension::pipe_tables)) return Start::nothing;
  const auto first_column = static_cast<std::uint32_t>(m_tree.columns.size());
  const Range line{m_line.text(), m_line.end()};
  if (!read_columns(m_source, line, m_tree.columns)) return Start::nothing;
  const Slice head = m_tree.lines.back();
  if (count_cells(m_source, {head.begin, head.end}) != m_tree.columns.size() - first_column) {
    m_tree.columns.resize(first_column);
    return Start::nothing;
  }
  m_tree.lines.pop_back();
  if (leaf().first_line == m_tree.lines.size()) {  // it was the only line
    m_tree.blocks.pop_back();
    m_leaf = Leaf::none;
  } else {
    leaf().end = m_tree.lines.back().end;
    close_leaf();
    m_blank_from = not_blank;
  }
  start_leaf(Leaf::table, BlockKind::table, head.begin);
  leaf().info = {first_column, static_cast<std::uint32_t>(m_tree.columns.size())};
  open_table_group(BlockKind::table_head, head.begin);
  add_table_row(head);
  close_table_group(m_leaf_block + 1);
  leaf().end = line.begin + static_cast<std::uint32_t>(trimmed(line.in(m_source)).size());
  return Start::leaf;
}

// False for a pipe alone on its line, which has no cells: the table ends there.
bool BlockParser::read_table_line() {
  const Slice line{m_line.text(), m_line.end(), 0};
  if (trimmed(m_line.rest()) == "|") return false;
  if (m_tree.blocks[m_leaf_block + 1].subtree_end == m_tree.blocks.size())
    open_table_group(BlockKind::table_body, line.begin);
  add_table_row(line);
  return true;
}

void BlockParser::open_table_group(BlockKind kind, std::uint32_t begin) {
  Block& group = m_tree.blocks.emplace_back();
  group.kind = kind;
  group.begin = group.end = begin;
}

// Cells that a row lacks are empty; those that it has too many are left out.
void BlockParser::add_table_row(const Slice& line) {
  const std::size_t width = leaf().info.size(), row = m_tree.blocks.size();
  Cells cells(m_source, {line.begin, line.end});
  m_tree.blocks.emplace_back().kind = BlockKind::row;
  std::size_t count = 0;
  auto cell = cells.next();
  for (; cell && count < width; cell = cells.next(), ++count) add_cell(*cell);
  if (cell)
    m_problems.warn("markdown.table-row", {cell->begin, cells.end()}, "give the head as many cells",
                    "this row has more than {} cells: what stands from here on is left out", width);
  for (; count < width && m_padding_left > 0; ++count, --m_padding_left) add_cell({cells.end(), cells.end()});
  Block& block = m_tree.blocks[row];
  block.begin = line.begin;
  block.end = leaf().end = cells.end();
  block.subtree_end = static_cast<std::uint32_t>(m_tree.blocks.size());
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

// What stands behind the head is the body.
void BlockParser::close_table() {
  const std::uint32_t body = m_tree.blocks[m_leaf_block + 1].subtree_end;
  if (body == m_tree.blocks.size()) return;
  close_table_group(body);
}

void BlockParser::close_table_group(std::uint32_t index) {
  Block& group = m_tree.blocks[index];
  group.subtree_end = static_cast<std::uint32_t>(m_tree.blocks.size());
  group.end = leaf().end;
}

}  // namespace markdown
