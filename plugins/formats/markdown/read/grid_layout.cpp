#include "grid_layout.hpp"

#include <algorithm>

namespace markdown {
namespace {

bool is_cross_or_bar(char c) { return c == '+' || c == '|'; }

// A part of a border, between two crosses: --- :-- ==: and the like.
bool is_stroke(std::string_view part) {
  if (!part.empty() && part.front() == ':') part.remove_prefix(1);
  if (!part.empty() && part.back() == ':') part.remove_suffix(1);
  return !part.empty() && (part[0] == '-' || part[0] == '=') &&
         part.find_first_not_of(part[0]) == std::string_view::npos;
}

Align align_of(std::string_view part) {
  const bool left = part.front() == ':', right = part.back() == ':';
  return left ? (right ? Align::center : Align::left) : right ? Align::right : Align::none;
}

// One space before the text of a cell belongs to the frame, if all its lines have one.
void take_margin(std::string_view source, std::span<TableLine> lines) {
  const bool margin = std::ranges::all_of(
      lines, [&](const TableLine& line) { return line.begin == line.end || source[line.begin] == ' '; });
  for (TableLine& line : lines)
    if (margin && line.begin < line.end) ++line.begin, ++line.column;
}

}  // namespace

// From cross to cross.
bool GridReader::is_border(std::string_view written) const {
  if (written.size() < 3 || written.front() != '+' || written.back() != '+') return false;
  for (std::size_t at = 0; at + 1 < written.size();) {
    const std::size_t cross = written.find('+', at + 1);
    if (!is_stroke(written.substr(at + 1, cross - at - 1))) return false;
    at = cross;
  }
  return true;
}

bool GridReader::begin(std::string_view source, const TableLine& line) {
  m_source = source;
  m_top = trimmed(source, line);
  if (m_top.begin != line.begin || !is_border(m_top.in(source)) || m_top.in(source).find('=') != std::string_view::npos)
    return false;
  m_where = {m_top.begin, m_top.end};
  m_pieces = {{0, m_top.end - m_top.begin - 1, no_cell}};
  take_border(m_pieces[0], m_top.in(source));
  m_pieces.swap(m_below);
  return true;
}

bool GridReader::add(const TableLine& written, std::uint32_t& missing_left) {
  const TableLine line = trimmed(m_source, written);
  if (line.begin != written.begin || line.begin == line.end || !is_cross_or_bar(m_source[line.begin])) return false;
  // Two borders in a row: the table ended with the first of them.
  const bool empty_row =
      !m_settled && std::ranges::all_of(m_pieces, [](const Piece& piece) { return piece.cell == no_cell; });
  if (empty_row && is_border(line.in(m_source))) return false;
  if (!m_settled) settle(line);
  if (!read_pieces(line, missing_left)) return false;
  m_where.end = line.end;
  return true;
}

bool GridReader::is_bar(std::uint32_t at, const TableLine& line) const {
  return at >= line.end || is_cross_or_bar(m_source[at]);
}

// The crosses of the last border that a bar stands below become the sides of cells. In a crooked line, where none
// stands below the last one, bars say nothing, and all crosses count.
void GridReader::settle(const TableLine& line) {
  Ruler sides(m_source, line), places(m_source, line);
  const bool crooked = !is_bar(Ruler(m_source, line).byte_at(m_pieces.back().right), line);
  m_below.clear();
  for (const Piece& piece : m_pieces) {
    const bool joins = !m_below.empty() && piece.cell == no_cell && m_below.back().cell == no_cell && !crooked &&
                       !is_bar(sides.byte_at(piece.left), line);
    if (joins) m_below.back().right = piece.right;
    else m_below.push_back(piece);
  }
  for (Piece& piece : m_below) {
    if (piece.cell != no_cell) continue;
    const std::uint32_t at = places.byte_at(piece.left + 1);
    piece.cell = static_cast<std::uint32_t>(m_cells.size());
    m_cells.push_back({piece.left, piece.right, m_row, 0, {at, at}});
  }
  m_pieces.swap(m_below);
  m_settled = true;
}

bool GridReader::read_pieces(const TableLine& line, std::uint32_t& missing_left) {
  Ruler ruler(m_source, line);
  m_below.clear();
  std::size_t borders = 0;
  for (std::size_t i = 0; i < m_pieces.size(); ++i) {
    const Piece& piece = m_pieces[i];
    const std::uint32_t bar = ruler.byte_at(piece.left);
    if (bar == line.end) {
      const auto missing = static_cast<std::uint32_t>(m_pieces.size() - i);
      if (missing > missing_left) return false;
      missing_left -= missing;
      m_below.insert(m_below.end(), m_pieces.begin() + static_cast<std::ptrdiff_t>(i), m_pieces.end());
      break;
    }
    TableLine inside{ruler.byte_at(piece.left + 1), 0, 0};
    inside.column = line.column + ruler.column();
    inside.end = ruler.byte_at(piece.right);
    const std::string_view written = m_source.substr(bar, std::min(inside.end + 1, line.end) - bar);
    if (is_border(written)) {
      take_border(piece, written), ++borders;
      m_cells[piece.cell].bottom = m_row + 1;
      if (i + 1 == m_pieces.size() && inside.end + 1 < line.end) note_crooked(line);
      continue;
    }
    // What stands where a bar should belongs to the cell before it. The last bar ends the last cell wherever it is.
    if (i + 1 == m_pieces.size() && inside.end + 1 != line.end) {
      const std::uint32_t bar_at_end = m_source[line.end - 1] == '|' ? 1 : 0;
      if (inside.end + 1 < line.end || bar_at_end > 0) note_crooked(line);
      inside.end = std::max(inside.begin, line.end - bar_at_end);
    } else if (!is_bar(inside.end, line)) {
      note_crooked(line);
      inside.end = ruler.byte_at(piece.right + 1);
    }
    take_piece(piece, inside);
    m_below.push_back(piece);
  }
  if (borders > 0) end_row(line, borders == m_pieces.size());
  m_pieces.swap(m_below);
  return true;
}

void GridReader::take_piece(const Piece& piece, const TableLine& written) {
  GridCell& cell = m_cells[piece.cell];
  cell.where.end = written.end;
  ++cell.line_count;
  TableLine line = written;
  while (line.end > line.begin && is_blank(m_source[line.end - 1])) --line.end;
  m_lines.push_back({piece.cell, line});
}

// Below each stroke of a border a cell may begin.
void GridReader::take_border(const Piece& piece, std::string_view written) {
  for (std::size_t at = 0; at + 1 < written.size();) {
    const std::size_t cross = written.find('+', at + 1);
    m_below.push_back(
        {piece.left + static_cast<std::uint32_t>(at), piece.left + static_cast<std::uint32_t>(cross), no_cell});
    at = cross;
  }
}

void GridReader::end_row(const TableLine& line, bool all_cells) {
  m_settled = false;
  ++m_row;
  if (!all_cells || line.in(m_source).find('-') != std::string_view::npos) return;
  if (m_ends.empty()) m_first_end = line;
  m_ends.push_back(m_row);
}

void GridReader::note_crooked(const TableLine& line) {
  if (m_crooked.size() == 0) m_crooked = {line.begin, line.end};
}

bool GridReader::finish(Grid& grid) {
  grid.rows = m_settled ? m_row + 1 : m_row;
  if (m_cells.empty()) return false;
  grid.where = m_where;
  grid.crooked = m_crooked;
  for (GridCell& cell : m_cells)
    if (cell.bottom == 0) cell.bottom = grid.rows;
  find_head_and_foot(grid);
  sort_lines(grid);
  number_columns(grid);
  align_columns(grid);
  return true;
}

// A border of = at the very end encloses a foot together with the one before. The first of those that are left ends the
// head.
void GridReader::find_head_and_foot(Grid& grid) const {
  std::size_t count = m_ends.size();
  if (count > 0 && m_ends.back() == grid.rows) {
    --count;
    if (count > 0) grid.foot_rows = grid.rows - m_ends[--count];
  }
  if (count > 0) grid.head_rows = m_ends[0];
}

// Cell by cell, by counting.
void GridReader::sort_lines(Grid& grid) {
  std::uint32_t count = 0;
  for (GridCell& cell : m_cells) {
    cell.first_line = count;
    count += cell.line_count;
    cell.line_count = 0;
  }
  grid.lines.resize(count);
  for (const CellLine& one : m_lines) {
    GridCell& cell = m_cells[one.cell];
    grid.lines[cell.first_line + cell.line_count++] = one.line;
  }
  for (const GridCell& cell : m_cells)
    take_margin(m_source, std::span(grid.lines).subspan(cell.first_line, cell.line_count));
}

// The columns of the table are those of the line where a side of a cell is.
void GridReader::number_columns(Grid& grid) {
  std::vector<std::uint32_t> number(m_top.end - m_top.begin, 0);
  for (const GridCell& cell : m_cells) number[cell.left] = number[cell.right] = 1;
  std::vector<std::uint32_t> lengths;
  for (std::uint32_t at = 0, last = 0, count = 0; at < number.size(); ++at) {
    if (number[at] == 0) continue;
    if (at > 0) lengths.push_back(at - last);
    last = at;
    number[at] = count++;
    grid.columns.push_back({Align::none, {at, at}, 0});
  }
  grid.columns.pop_back();
  const std::vector<double> widths = shares(0, lengths);
  for (std::size_t i = 0; i < grid.columns.size(); ++i) grid.columns[i].width = widths[i];
  for (GridCell& cell : m_cells) cell.left = number[cell.left], cell.right = number[cell.right];
  grid.cells = std::move(m_cells);
}

// By the line below the head, or the first one. Both are ASCII, so that columns are bytes; a stroke may be of several
// columns.
void GridReader::align_columns(Grid& grid) const {
  const TableLine& line = grid.head_rows > 0 ? m_first_end : m_top;
  const std::string_view written = line.in(m_source);
  std::size_t cross = 0, next = 0;
  for (Column& column : grid.columns) {
    const std::uint32_t at = column.where.begin;
    while (next <= at && next + 1 < written.size()) cross = next, next = written.find('+', cross + 1);
    column.align = align_of(written.substr(cross + 1, next - cross - 1));
    column.where = {line.begin + static_cast<std::uint32_t>(cross) + 1, line.begin + static_cast<std::uint32_t>(next)};
  }
}

}  // namespace markdown
