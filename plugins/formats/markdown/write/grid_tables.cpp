// Tables drawn with lines. Each cell is written by a writer of its own, and the texts are laid side by side.
//
//   +-----+-----------+   Between two rows stands a border, but for where a cell reaches over both: there its text goes
//   | a   | b         |   on. Bars stand at the sides of cells, and crosses where those meet a border.
//   |     +-----+-----+
//   |     | c   | d   |
//   +-----+-----+-----+
#include <algorithm>
#include <cmath>
#include <string>
#include <vector>

#include "../read/table_lines.hpp"
#include "tables/table_layout.hpp"
#include "writer.hpp"

using deckle::Key;
using deckle::Kind;
using deckle::Node;

namespace markdown {
namespace {

std::vector<std::string> lines_of(std::string_view text) {
  std::vector<std::string> lines;
  while (!text.empty()) {
    const auto end = std::min(text.find('\n'), text.size());
    lines.emplace_back(text.substr(0, end));
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return lines;
}

class Grid {
 public:
  Grid(const Node& table, TableLayout& layout, Context& context);

  // Makes columns wider until they have the shares of the text's width that the document gives them. False where they
  // cannot have them.
  bool set_shares();
  void draw(Lines& out);

  // Whether cells were made smaller, for they reached over others or over the end of their rows.
  bool is_cut() const { return m_is_cut; }
  // Whether a head or a foot became a body, since there is no other row.
  bool has_lost_part() const { return m_has_lost_part; }

 private:
  struct Cell {
    std::size_t column, columns, rows;
    std::vector<std::string> lines;
    std::size_t next = 0;  // the line that is written next
  };
  static constexpr std::size_t nothing = static_cast<std::size_t>(-1);

  void add_row(const Node& row, TableLayout& layout);
  void add_cell(const TableLayout::Cell& place, const std::optional<Node>& node);
  void measure();
  std::size_t whole_width(double least) const;
  std::size_t width_of(const Cell& cell) const;
  std::size_t columns() const { return m_widths.size(); }
  std::size_t rows() const { return m_heights.size(); }
  Cell& cell_at(std::size_t row, std::size_t column) { return m_cells[m_places[row * columns() + column]]; }

  bool is_border(std::size_t row, std::size_t column) const;
  bool is_side(std::size_t row, std::size_t column) const;
  std::string border(std::size_t row);
  std::string stroke(std::size_t column, char mark, bool is_aligned) const;
  std::string row_line(std::size_t row);
  void append_text(std::string& line, Cell& cell) const;

  Context& m_context;
  std::vector<std::string_view> m_alignments;
  std::vector<double> m_shares;       // as the document has them; 0 for none
  std::vector<std::size_t> m_widths;  // of the text in each column
  std::vector<std::size_t> m_heights;
  std::vector<Cell> m_cells;
  std::vector<std::size_t> m_places;  // the cell in each row and column
  std::size_t m_head_rows = 0, m_foot_rows = 0;
  bool m_is_cut = false, m_has_lost_part = false;
};

Grid::Grid(const Node& table, TableLayout& layout, Context& context) : m_context(context) {
  const std::vector<Node> declared = layout.columns();
  for (const Node column : declared) {
    m_alignments.push_back(column.string(Key::align));
    m_shares.push_back(column.number(Key::width));
  }
  m_widths.assign(declared.size() + layout.undeclared_columns(), 1);
  m_alignments.resize(columns());
  m_shares.resize(columns());
  for (const Node part : table.children()) {
    if (part.is(Kind::column) || part.is(Kind::caption)) continue;
    const std::size_t before = rows();
    layout.begin_group(part);
    for (const Node row : part.children())
      if (layout.begin_row(row)) add_row(row, layout);
    if (part.is(Kind::table_head)) m_head_rows = rows() - before;
    if (part.is(Kind::table_foot)) m_foot_rows = rows() - before;
  }
  m_has_lost_part = m_head_rows + m_foot_rows == rows();
  if (m_has_lost_part) m_head_rows = m_foot_rows = 0;
  measure();
}

void Grid::add_row(const Node& row, TableLayout& layout) {
  m_heights.push_back(1);
  m_places.resize(std::max(m_places.size(), rows() * columns()), nothing);
  for (const Node cell : row.children()) add_cell(layout.next_cell(), cell);
  while (const TableLayout::Cell* padding = layout.next_padding()) add_cell(*padding, std::nullopt);
}

void Grid::add_cell(const TableLayout::Cell& place, const std::optional<Node>& node) {
  const auto row = m_places.begin() + static_cast<std::ptrdiff_t>((rows() - 1) * columns());
  const auto free = std::find(row, m_places.end(), nothing);
  Cell cell{static_cast<std::size_t>(free - row), place.columns, place.rows, {}};
  const std::size_t first = (rows() - 1) * columns() + cell.column;
  m_places.resize(std::max(m_places.size(), (rows() - 1 + cell.rows) * columns()), nothing);
  for (std::size_t i = 0; i < cell.rows; ++i)
    std::fill_n(m_places.begin() + static_cast<std::ptrdiff_t>(first + i * columns()), cell.columns, m_cells.size());
  if (node) {
    Writer writer(m_context);
    writer.write(*node);
    cell.lines = lines_of(writer.lines().string());
    m_is_cut = m_is_cut || node->integer(Key::column_span, 1) > static_cast<std::int64_t>(cell.columns) ||
               node->integer(Key::row_span, 1) > static_cast<std::int64_t>(cell.rows);
  }
  // Below a border a bar in the text would be taken for a side.
  if (cell.columns > 1 && !cell.lines.empty() && cell.lines[0].find_first_of("+|") != std::string::npos)
    cell.lines.insert(cell.lines.begin(), "");
  m_cells.push_back(std::move(cell));
}

// Cells that reach over several columns or rows make the last of them larger.
void Grid::measure() {
  const auto widen = [this](const Cell& cell) {
    std::size_t width = 0;
    for (const std::string& line : cell.lines) width = std::max(width, m_context.width(line));
    std::size_t& last = m_widths[cell.column + cell.columns - 1];
    last += std::max(width, width_of(cell)) - width_of(cell);
  };
  for (const Cell& cell : m_cells)
    if (cell.columns == 1) widen(cell);
  for (const Cell& cell : m_cells)
    if (cell.columns > 1) widen(cell);
  for (std::size_t row = 0; row < rows(); ++row)
    for (std::size_t column = 0; column < columns(); column += cell_at(row, column).columns) {
      const Cell& cell = cell_at(row, column);
      if (row + 1 < rows() && !is_border(row + 1, column)) continue;
      std::size_t height = cell.rows - 1;  // with the borders that it reaches over
      for (std::size_t i = row + 1 - cell.rows; i <= row; ++i) height += m_heights[i];
      m_heights[row] += std::max(cell.lines.size(), height) - height;
    }
}

std::size_t Grid::width_of(const Cell& cell) const {
  std::size_t width = 3 * (cell.columns - 1);
  for (std::size_t i = 0; i < cell.columns; ++i) width += m_widths[cell.column + i];
  return width;
}

// The number of columns of a table, that of pandoc or the next larger one, of which all shares are whole numbers.
std::size_t Grid::whole_width(double least) const {
  constexpr std::size_t tries = 1000;
  const auto first = static_cast<std::size_t>(std::ceil(least));
  for (std::size_t width = first; width < first + tries; ++width) {
    const auto is_whole = [&](double share) {
      const double columns = share * static_cast<double>(width);
      return std::abs(columns - std::round(columns)) < 1e-9;
    };
    if (std::all_of(m_shares.begin(), m_shares.end(), is_whole)) return width;
  }
  return first;
}

bool Grid::set_shares() {
  double least = columns_of_page, sum = 0;
  for (std::size_t i = 0; i < columns(); ++i) {
    if (m_shares[i] <= 0) return false;
    sum += m_shares[i];
    least = std::max(least, static_cast<double>(m_widths[i] + 3) / m_shares[i]);
  }
  const bool fits = least <= columns_of_page || std::abs(sum - 1) < 1e-6;
  if (!fits || least > 10 * columns_of_page) return false;
  const auto total = static_cast<double>(whole_width(least));
  for (std::size_t i = 0; i < columns(); ++i)
    m_widths[i] = std::max(m_widths[i], static_cast<std::size_t>(std::lround(m_shares[i] * total)) - 3);
  return true;
}

void Grid::draw(Lines& out) {
  out.write(border(0));
  for (std::size_t row = 0; row < rows(); ++row) {
    for (std::size_t line = 0; line < m_heights[row]; ++line) {
      out.separate(1);
      out.write(row_line(row));
    }
    out.separate(1);
    out.write(border(row + 1));
  }
}

// Whether a border stands above a place, where a row begins or the table has ended.
bool Grid::is_border(std::size_t row, std::size_t column) const {
  const std::size_t place = row * columns() + column;
  return row == 0 || row == rows() || m_places[place] != m_places[place - columns()];
}

// Whether a side of a cell is left of a place.
bool Grid::is_side(std::size_t row, std::size_t column) const {
  const std::size_t place = row * columns() + column;
  return column == 0 || column == columns() || (row < rows() && m_places[place] != m_places[place - 1]);
}

// +-----+:---:+. The one that says how columns are aligned, below the head or at the top, has all crosses.
std::string Grid::border(std::size_t row) {
  const bool ends_head = row == m_head_rows && m_head_rows > 0;
  const bool encloses_foot = m_foot_rows > 0 && (row == rows() || row == rows() - m_foot_rows);
  const char mark = ends_head || encloses_foot ? '=' : '-';
  const bool is_aligned = row == m_head_rows;
  std::string line;
  bool was_border = false;
  for (std::size_t column = 0, next = 0; column < columns(); column = next) {
    const bool now_border = is_border(row, column);
    const bool has_side = is_aligned || is_side(row, column) || (row > 0 && is_side(row - 1, column));
    line += !now_border && !was_border ? '|' : has_side ? '+' : mark;
    if (now_border) line += stroke(column, mark, is_aligned);
    else append_text(line, cell_at(row, column));
    next = column + (now_border ? 1 : cell_at(row, column).columns);
    was_border = now_border;
  }
  return line + (was_border ? '+' : '|');
}

std::string Grid::stroke(std::size_t column, char mark, bool is_aligned) const {
  std::string piece(m_widths[column] + 2, mark);
  const std::string_view alignment = is_aligned ? m_alignments[column] : std::string_view();
  if (alignment == "left" || alignment == "center") piece.front() = ':';
  if (alignment == "right" || alignment == "center") piece.back() = ':';
  return piece;
}

// | text | text |
std::string Grid::row_line(std::size_t row) {
  std::string line;
  for (std::size_t column = 0; column < columns();) {
    Cell& cell = cell_at(row, column);
    line += '|';
    append_text(line, cell);
    column += cell.columns;
  }
  return line + '|';
}

void Grid::append_text(std::string& line, Cell& cell) const {
  const std::string_view text = cell.next < cell.lines.size() ? cell.lines[cell.next++] : std::string_view();
  line += ' ';
  line += text;
  line.append(width_of(cell) - m_context.width(text) + 1, ' ');
}

}  // namespace

bool Writer::grid_table(const Node& node) {
  TableLayout layout(node);
  if (!layout.has_spans()) return false;
  Grid grid(node, layout, m_context);
  if (grid.is_cut()) loss(node, "has cells that reach over others or over the end of their rows");
  if (grid.has_lost_part()) loss(node, "has no body, and what it has becomes one");
  if (!grid.set_shares()) loss(node, "gets columns as wide as their text");
  grid.draw(m_lines);
  return true;
}

}  // namespace markdown
