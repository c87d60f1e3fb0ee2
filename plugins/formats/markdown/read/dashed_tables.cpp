// Simple tables, whose rows are lines, and multiline ones, whose rows are parted by blank lines. A line of dashes says
// where the columns are, and the head, or the first row, how they are aligned:
//
//   Right   Left          -------------------
//   ------- ------         Head     Text
//        12 a             -------- ----------
//                         12       of several
//                                  lines
//                         -------------------
//
// When one begins is only known by its end, or by its head and dashes: the lines are looked at ahead, and then taken.
#include <algorithm>
#include <utility>

#include "block_parser.hpp"

namespace markdown {
namespace {

// Hands over each column that a line reaches, and its part of the line. What stands before the first one belongs to it.
template <class Take>
void cut(std::string_view source, const TableLine& line, std::span<const Dashes> columns, Take take) {
  Ruler ruler(source, line);
  TableLine part = line;
  const std::uint32_t end = trimmed(source, line).end;
  for (std::size_t i = 0; i < columns.size() && part.begin < end; ++i) {
    part.end = i + 1 < columns.size() ? std::min(ruler.byte_at(columns[i + 1].column), end) : end;
    take(i, part);
    part.begin = part.end;
    part.column = line.column + ruler.column();
  }
}

bool is_blank(std::string_view source, const TableLine& line) { return trimmed(line.in(source)).empty(); }
bool is_dashes_line(const Line& line) { return !line.is_indented() && is_dashes(line.rest()); }

}  // namespace

BlockParser::Start BlockParser::start_dashed_table() {
  const bool simple = m_extensions.has(Extension::simple_tables);
  if (!simple && !m_extensions.has(Extension::multiline_tables)) return Start::nothing;
  if (!read_dashes(m_source, table_line(m_line), m_dashes)) return Start::nothing;
  if (in_paragraph()) {
    const bool below_head = simple && leaf().first_line + 1 == m_tree.lines.size();
    return below_head ? start_below_head() : Start::nothing;
  }
  const bool is_item = list_marker(m_line.rest()) && !is_thematic_break(m_line.rest());
  return is_item ? Start::nothing : start_above_rows();
}

// A simple table with a head ends with dashes or a blank line. It has a row at least.
BlockParser::Start BlockParser::start_below_head() {
  m_ahead = {m_paragraph_line};
  std::uint32_t at = m_next, end = 0;
  for (Line line; look_ahead(at, line) && !line.is_blank();) {
    const bool is_last = is_dashes_line(line);
    if (is_last && m_ahead.size() == 1) return Start::nothing;
    m_next = at;
    end = line.end();
    if (is_last) break;
    m_ahead.push_back(table_line(line));
  }
  if (m_ahead.size() == 1) return Start::nothing;
  take_back_line();
  add_dashed_table(1, 1, end, false);
  return Start::leaf;
}

// Dashes above rows: a table without a head, which the next dashes end; or a multiline one with a head, when rows and
// more dashes follow at once.
BlockParser::Start BlockParser::start_above_rows() {
  const bool simple = m_extensions.has(Extension::simple_tables);
  const bool multiline = m_extensions.has(Extension::multiline_tables);
  std::uint32_t at = m_next;
  TableLine dashes;
  m_ahead.clear();
  if (!has_row(at) || !find_dashes(at, multiline, dashes)) return Start::nothing;
  const std::size_t count = m_ahead.size();
  const bool has_blank = std::ranges::any_of(m_ahead, [&](const TableLine& line) { return is_blank(m_source, line); });
  const TableLine below_head = dashes;
  const bool has_head = multiline && has_row(at) && find_dashes(at, true, dashes);
  if (has_head) read_dashes(m_source, below_head, m_dashes);
  m_ahead.resize(has_head ? m_ahead.size() : count);
  m_next = at;
  add_dashed_table(has_head ? count : 0, has_head ? count : 0, dashes.end, has_head || has_blank || !simple);
  return Start::leaf;
}

bool BlockParser::has_row(std::uint32_t at) {
  Line line;
  return look_ahead(at, line) && !line.is_blank() && !is_dashes_line(line);
}

// Adds the lines ahead from `at` up to dashes, and moves `at` behind these. Where there are none, nobody looks again
// before the end of what was looked at, and all that is looked at in vain is bounded.
bool BlockParser::find_dashes(std::uint32_t& at, bool over_blank_lines, TableLine& dashes) {
  const std::uint32_t container = m_level == 0 ? nowhere : m_open[m_level - 1].block;
  const bool known = container == m_no_dashes.container && at >= m_no_dashes.begin && at < m_no_dashes.end;
  if (known || m_looking_left == 0) return false;
  const std::size_t count = m_ahead.size();
  std::uint32_t next = at;
  for (Line line; look_ahead(next, line) && (over_blank_lines || !line.is_blank());) {
    if (is_dashes_line(line)) {
      at = next;
      dashes = table_line(line);
      return true;
    }
    m_ahead.push_back(table_line(line));
  }
  if (over_blank_lines) m_no_dashes = {container, at, next};
  for (const TableLine& line : std::span(m_ahead).subspan(count))
    m_looking_left -= std::min<std::uint64_t>(m_looking_left, line.end - line.begin + 1);
  return false;
}

// Of the lines ahead the first `head` are the head, and those from `rows` on the rows; the table ends at `end`.
void BlockParser::add_dashed_table(std::size_t head, std::size_t rows, std::uint32_t end, bool multiline) {
  const std::span<const TableLine> lines = m_ahead;
  const auto first_column = static_cast<std::uint32_t>(m_tree.columns.size());
  add_dashed_columns(head > 0 ? lines.first(head) : lines.subspan(rows, 1), multiline);
  const bool above = head > 0 && !multiline;  // the head stands above all dashes
  start_table_leaf(above ? trimmed(m_source, lines[0]).begin : m_line.text(), first_column);
  if (head > 0) {
    open_table_group(BlockKind::table_head, trimmed(m_source, lines[0]).begin);
    add_dashed_row(lines.first(head));
    close_table_group();
  }
  open_table_group(BlockKind::table_body, trimmed(m_source, lines[rows]).begin);
  for (std::size_t first = rows, behind = rows; first < lines.size(); first = behind) {
    behind = first + 1;
    if (is_blank(m_source, lines[first])) continue;
    while (multiline && behind < lines.size() && !is_blank(m_source, lines[behind])) ++behind;
    add_dashed_row(lines.subspan(first, behind - first));
  }
  close_leaf();
  leaf().end = std::max(leaf().end, end);  // with the last dashes
  end_parent(leaf().end);
}

// A column begins above its dashes and ends where the next one begins. It is aligned by the shortest of its lines in
// the head: do its dashes reach further on the left, on the right?
void BlockParser::add_dashed_columns(std::span<const TableLine> aligned_by, bool multiline) {
  struct Extent {
    std::uint32_t left = nowhere, right = nowhere;
  };
  std::vector<Extent> shortest(m_dashes.size());
  for (const TableLine& line : aligned_by)
    cut(m_source, line, m_dashes, [&](std::size_t i, const TableLine& part) {
      const TableLine text = trimmed(m_source, part);
      if (text.begin == text.end) return;
      const std::uint32_t left = text.column - line.column, right = left + width_of(m_source, text);
      if (right < shortest[i].right) shortest[i] = {left, right};
    });
  std::vector<std::uint32_t> lengths;
  for (std::size_t i = 0; i < m_dashes.size(); ++i) {
    const Dashes& dashes = m_dashes[i];
    const bool known = shortest[i].right != nowhere;
    const bool left = known && shortest[i].left > dashes.column;
    const bool right = known && shortest[i].right < dashes.column + dashes.length;
    m_tree.columns.push_back({left    ? (right ? Align::center : Align::right)
                              : right ? Align::left
                                      : Align::none,
                              dashes.where, 0});
    lengths.push_back(i + 1 < m_dashes.size() ? m_dashes[i + 1].column - dashes.column : dashes.length + 1);
  }
  if (!multiline) return;
  const std::vector<double> widths = shares(m_dashes[0].column, lengths);
  for (std::size_t i = 0; i < widths.size(); ++i)
    m_tree.columns[m_tree.columns.size() - widths.size() + i].width = widths[i];
}

// Each line has a part of each cell, as far as it reaches. The parts of a cell follow each other in the tree.
void BlockParser::add_dashed_row(std::span<const TableLine> lines) {
  const std::size_t row = open_row(trimmed(m_source, lines[0]).begin), first = row + 1;
  std::uint32_t end = m_tree.blocks[row].begin;
  m_parts.clear();
  for (const TableLine& line : lines)
    cut(m_source, line, m_dashes, [&](std::size_t i, const TableLine& part) {
      const TableLine text = trimmed(m_source, part);
      const bool empty = text.begin == text.end;
      if (first + i == m_tree.blocks.size()) {
        const std::uint32_t begin = std::max(m_tree.blocks[row].begin, empty ? part.begin : text.begin);
        add_cell({begin, begin});
      }
      if (empty) return;
      Block& cell = m_tree.blocks[first + i];
      cell.end = end = text.end;
      ++cell.line_count;
      m_parts.push_back({i, {text.begin, text.end, 0}});
    });
  auto next = static_cast<std::uint32_t>(m_tree.lines.size());
  for (Block& cell : std::span(m_tree.blocks).subspan(first)) {
    cell.first_line = next;
    next += std::exchange(cell.line_count, 0);
  }
  m_tree.lines.resize(next);
  for (const auto& [i, line] : m_parts) {
    Block& cell = m_tree.blocks[first + i];
    m_tree.lines[cell.first_line + cell.line_count++] = line;
  }
  close_row(row, m_tree.blocks.size() - first, end);
}

}  // namespace markdown
