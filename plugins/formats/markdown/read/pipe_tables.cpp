// Pipe tables: a line of cells, a line of dashes, and rows. GFM wants as many dashes as cells in the head, and its rows
// go up to a blank line or another block. Pandoc wants pipes in every row, and none of code or formulas; its dashes say
// how many columns there are.
#include <algorithm>
#include <optional>
#include <utility>

#include "block_parser.hpp"
#include "cell_text.hpp"

namespace markdown {
namespace {

// Goes from cell to cell of a row. A pipe behind a backslash parts no cells.
class Cells {
 public:
  Cells(std::string_view source, Range row, Extensions extensions)
      : m_source(source),
        m_at(row.begin),
        m_pandoc(extensions.has(Extension::pandoc_rules)),
        m_text(source, extensions) {
    m_end = row.end;
    while (m_end > m_at && is_blank(source[m_end - 1])) --m_end;
    m_text = CellText(source.substr(0, m_end), extensions);
    while (m_at < m_end && is_blank(source[m_at])) ++m_at;
    m_opened = m_at < m_end && source[m_at] == '|';
    if (m_opened) ++m_at;
  }
  std::uint32_t end() const { return m_end; }
  // Whether the row begins with a pipe, or one was passed.
  bool has_pipe() const { return m_opened; }
  std::optional<Range> next() {
    if (m_at >= m_end) return {};
    const std::uint32_t end = m_pandoc ? end_in_pandoc() : end_in_gfm();
    Range cell{m_at, end};
    m_opened = m_opened || end < m_end;
    m_at = end + 1;
    while (cell.begin < cell.end && is_blank(m_source[cell.begin])) ++cell.begin;
    while (cell.end > cell.begin && is_blank(m_source[cell.end - 1])) --cell.end;
    return cell;
  }

 private:
  std::uint32_t end_in_gfm() const {
    std::uint32_t end = m_at;
    while (end < m_end && (m_source[end] != '|' || (end > m_at && m_source[end - 1] == '\\'))) ++end;
    return end;
  }
  std::uint32_t end_in_pandoc() {
    std::uint32_t end = m_at;
    while (end < m_end && m_source[end] != '|') end = m_text.behind(end);
    return end;
  }
  std::string_view m_source;
  std::uint32_t m_at, m_end = 0;
  bool m_pandoc, m_opened = false;
  CellText m_text;
};

std::uint32_t count_cells(Cells cells) {
  std::uint32_t count = 0;
  while (cells.next()) ++count;
  return count;
}

bool is_empty(Cells cells) {
  while (const auto cell = cells.next())
    if (cell->size() > 0) return false;
  return true;
}

// One cell alone must begin with a pipe.
bool is_row_in_pandoc(Cells cells) {
  cells.next();
  return cells.has_pipe();
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

// Adds the columns that a line of dashes tells; false, and nothing added, if it is none. In pandoc's tables a + may
// stand between two of them.
bool read_columns(std::string_view source, Cells cells, bool pandoc, std::vector<Column>& columns) {
  const std::size_t before = columns.size();
  const bool opened = cells.has_pipe();
  bool right = true;
  while (const auto cell = cells.next()) {
    for (std::uint32_t at = cell->begin; right && at <= cell->end;) {
      const auto plus = pandoc ? source.substr(0, cell->end).find('+', at) : std::string_view::npos;
      const auto end = static_cast<std::uint32_t>(std::min<std::size_t>(plus, cell->end));
      const std::string_view part = trimmed(source.substr(at, end - at));
      const auto align = alignment(part);
      right = align.has_value();
      if (!right) break;
      const auto begin = static_cast<std::uint32_t>(part.data() - source.data());
      columns.push_back({*align, {begin, begin + static_cast<std::uint32_t>(part.size())}, 0});
      at = end + 1;
    }
  }
  const bool found = right && columns.size() > before && (!pandoc || opened || columns.size() > before + 1);
  if (!found) columns.resize(before);
  return found;
}

}  // namespace

BlockParser::Start BlockParser::start_pipe_table() {
  if (!in_paragraph() || !m_extensions.has(Extension::pipe_tables)) return Start::nothing;
  const bool pandoc = m_extensions.has(Extension::pandoc_rules);
  if (pandoc && leaf().first_line + 1 != m_tree.lines.size()) return Start::nothing;
  const auto first_column = static_cast<std::uint32_t>(m_tree.columns.size());
  const Cells dashes(m_source, {m_line.text(), m_line.end()}, {});
  if (!read_columns(m_source, dashes, pandoc, m_tree.columns)) return Start::nothing;
  const Range head{m_tree.lines.back().begin, m_tree.lines.back().end};
  const Cells cells(m_source, head, m_extensions);
  if (pandoc ? !is_row_in_pandoc(cells) : count_cells(cells) != m_tree.columns.size() - first_column) {
    m_tree.columns.resize(first_column);
    return Start::nothing;
  }
  take_back_line();
  start_table_leaf(head.begin, first_column);
  m_widest_line = width_of(m_source, {m_line.at(), dashes.end(), m_line.column()});
  if (!pandoc || !is_empty(cells)) {
    open_table_group(BlockKind::table_head, head.begin);
    add_pipe_row(head);
    close_table_group();
  }
  leaf().end = dashes.end();
  return Start::leaf;
}

// Pandoc's rows go on whatever else they would begin.
bool BlockParser::continue_pipe_table() {
  if (!is_row_in_pandoc({m_source, {m_line.text(), m_line.end()}, m_extensions})) return false;
  add_body_row();
  return true;
}

// A line of GFM that begins nothing else. False for a pipe alone on its line, which has no cells: the table ends there.
bool BlockParser::read_table_line() {
  if (m_extensions.has(Extension::pandoc_rules)) return false;
  if (trimmed(m_line.rest()) == "|") return false;
  add_body_row();
  return true;
}

void BlockParser::add_body_row() {
  if (m_table_group == nowhere) open_table_group(BlockKind::table_body, m_line.text());
  add_pipe_row({m_line.text(), m_line.end()});
}

// Cells that there are too many of are left out.
void BlockParser::add_pipe_row(Range line) {
  const bool pandoc = m_extensions.has(Extension::pandoc_rules);
  const std::size_t width = m_table_columns.size(), row = open_row(line.begin);
  Cells cells(m_source, line, m_extensions);
  if (pandoc) m_widest_line = std::max(m_widest_line, width_of(m_source, {line.begin, cells.end(), 0}));
  std::size_t count = 0;
  auto cell = cells.next();
  for (; cell && count < width; cell = cells.next(), ++count) add_cell(*cell);
  if (cell)
    m_problems.warn("markdown.table-row", {cell->begin, cells.end()}, "give the head as many cells",
                    "this row has more than {} cells: what stands from here on is left out", width);
  if (count < width && !std::exchange(m_told_short, true))
    m_problems.note("markdown.table-row", {line.begin, cells.end()}, {},
                    "this row has {} of the {} cells of the head: the others are empty", count, width);
  close_row(row, count, cells.end());
}

// Columns of a table with a long line are as wide as their dashes.
void BlockParser::close_pipe_table() {
  if (m_table_group == nowhere && m_extensions.has(Extension::pandoc_rules))
    open_table_group(BlockKind::table_body, leaf().end);  // pandoc's tables have one
  close_table_group();
  if (m_widest_line <= columns_of_page || !m_extensions.has(Extension::pandoc_rules)) return;
  const auto columns = std::span(m_tree.columns).subspan(m_table_columns.begin, m_table_columns.size());
  std::uint64_t all = 0;
  for (const Column& column : columns) all += column.where.size();
  for (Column& column : columns) column.width = static_cast<double>(column.where.size()) / static_cast<double>(all);
}

}  // namespace markdown
