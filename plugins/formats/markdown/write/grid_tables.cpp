// Tables drawn with lines. Each cell is written by a writer of its own, and the texts are laid side by side.
#include <algorithm>
#include <cmath>
#include <string>
#include <vector>

#include "writer.hpp"

using deckle::Key;
using deckle::Kind;
using deckle::Node;

namespace markdown {
namespace {

// Pandoc's readers take the width of a column, and one of the lines, as its share of so many columns, or of the table's
// own where that is wider.
constexpr std::size_t full_width = 72;

using Cell = std::vector<std::string>;  // its lines

struct Row {
  std::vector<Cell> cells;
  bool is_head = false;
};

struct Grid {
  std::vector<Row> rows;
  std::vector<std::string_view> alignments;
  std::vector<double> shares;       // of the text's width, as the document has them; 0 for none
  std::vector<std::size_t> widths;  // of the text in each column
};

std::vector<std::string> lines_of(std::string_view text) {
  std::vector<std::string> lines;
  while (!text.empty()) {
    const auto end = std::min(text.find('\n'), text.size());
    lines.emplace_back(text.substr(0, end));
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return lines;
}

Row row_of(const Node& row, Context& context) {
  Row made{{}, row.parent().is(Kind::table_head)};
  for (const Node cell : row.children()) {
    Writer writer(context);
    writer.write(cell);
    made.cells.push_back(lines_of(writer.lines().string()));
  }
  return made;
}

Grid grid_of(const Node& table, Context& context) {
  Grid grid;
  for (const Node part : table.children()) {
    if (part.is(Kind::column)) {
      grid.alignments.push_back(part.string(Key::align));
      grid.shares.push_back(part.number(Key::width));
    }
    if (part.is(Kind::caption)) continue;
    for (const Node row : part.children()) grid.rows.push_back(row_of(row, context));
  }
  std::size_t columns = grid.alignments.size();
  for (const Row& row : grid.rows) columns = std::max(columns, row.cells.size());
  grid.alignments.resize(columns);
  grid.shares.resize(columns);
  grid.widths.resize(columns, 1);
  for (const Row& row : grid.rows)
    for (std::size_t i = 0; i < row.cells.size(); ++i)
      for (const std::string& line : row.cells[i]) grid.widths[i] = std::max(grid.widths[i], context.width(line));
  return grid;
}

// The number of columns of a table, that of pandoc or the next larger one, of which all shares are whole numbers.
std::size_t whole_width(const Grid& grid, double least) {
  constexpr std::size_t tries = 1000;
  const auto first = static_cast<std::size_t>(std::ceil(least));
  for (std::size_t width = first; width < first + tries; ++width) {
    const auto is_whole = [&](double share) {
      const double columns = share * static_cast<double>(width);
      return std::abs(columns - std::round(columns)) < 1e-9;
    };
    if (std::all_of(grid.shares.begin(), grid.shares.end(), is_whole)) return width;
  }
  return first;
}

// Makes columns wider until they have their shares. False where they cannot have them.
bool set_shares(Grid& grid) {
  double least = full_width, sum = 0;
  for (std::size_t i = 0; i < grid.shares.size(); ++i) {
    if (grid.shares[i] <= 0) return false;
    sum += grid.shares[i];
    least = std::max(least, static_cast<double>(grid.widths[i] + 3) / grid.shares[i]);
  }
  const bool fits = least <= full_width || std::abs(sum - 1) < 1e-6;
  if (!fits || least > 10 * full_width) return false;
  const auto total = static_cast<double>(whole_width(grid, least));
  for (std::size_t i = 0; i < grid.shares.size(); ++i)
    grid.widths[i] = std::max(grid.widths[i], static_cast<std::size_t>(std::lround(grid.shares[i] * total)) - 3);
  return true;
}

// Between two rows: +-----+:---:+
std::string ruler(const Grid& grid, char line, bool with_alignments) {
  std::string out = "+";
  for (std::size_t i = 0; i < grid.widths.size(); ++i) {
    std::string piece(grid.widths[i] + 2, line);
    const std::string_view alignment = with_alignments ? grid.alignments[i] : std::string_view();
    if (alignment == "left" || alignment == "center") piece.front() = ':';
    if (alignment == "right" || alignment == "center") piece.back() = ':';
    out += piece + "+";
  }
  return out;
}

// One line of a row: | text | text |
std::string line_of(const Row& row, std::size_t line, const Grid& grid, Context& context) {
  std::string out = "|";
  for (std::size_t i = 0; i < grid.widths.size(); ++i) {
    const bool has_line = i < row.cells.size() && line < row.cells[i].size();
    const std::string_view text = has_line ? row.cells[i][line] : std::string_view();
    out += " " + std::string(text) + std::string(grid.widths[i] - context.width(text), ' ') + " |";
  }
  return out;
}

}  // namespace

void Writer::grid_table(const Node& node) {
  Grid grid = grid_of(node, m_context);
  if (!set_shares(grid)) loss(node, "gets columns as wide as their text");
  const bool has_head = !grid.rows.empty() && grid.rows.front().is_head;
  m_lines.write(ruler(grid, '-', !has_head));
  for (const Row& row : grid.rows) {
    std::size_t height = 1;
    for (const Cell& cell : row.cells) height = std::max(height, cell.size());
    for (std::size_t line = 0; line < height; ++line) {
      m_lines.separate(1);
      m_lines.write(line_of(row, line, grid, m_context));
    }
    m_lines.separate(1);
    m_lines.write(ruler(grid, row.is_head ? '=' : '-', row.is_head));
  }
}

}  // namespace markdown
