#include "table_layout.hpp"

#include <algorithm>

using deckle::Key;
using deckle::Kind;
using deckle::Node;

namespace {

constexpr std::uint32_t most_columns = 1000;
constexpr std::int64_t most_rows = 65534;  // of one cell, in HTML

bool is_group(const Node& node) {
  return node.is(Kind::table_head) || node.is(Kind::table_body) || node.is(Kind::table_foot);
}

std::uint32_t span(const Node& cell, Key key, std::int64_t most) {
  return static_cast<std::uint32_t>(std::clamp<std::int64_t>(cell.integer(key, 1), 1, most));
}

std::int64_t count_children(const Node& node) {
  std::int64_t count = 0;
  for ([[maybe_unused]] const Node child : node.children()) ++count;
  return count;
}

// The places of the rows, one after the other.
class Places {
 public:
  explicit Places(std::size_t width) : m_covered(width) {}

  std::size_t width() const { return m_covered.size(); }
  std::size_t next_free() {
    while (m_column < width() && m_covered[m_column] > 0) ++m_column;
    return m_column;
  }
  // Takes free places from the next free one on, as many as there are before one that is taken; at least one.
  TableLayout::Cell take(std::uint32_t columns, std::uint32_t rows) {
    const auto begin = next_free();
    for (; m_column - begin < columns; ++m_column) {
      if (m_column == width()) m_covered.push_back(0);
      if (m_covered[m_column] > 0) break;
      m_covered[m_column] = rows;
    }
    m_reaches_down = m_reaches_down || rows > 1;
    return {static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(m_column - begin), rows};
  }
  // Whether one of the columns that a row should have is still free; goes there.
  bool has_free(const std::vector<bool>& wanted) {
    while (next_free() < wanted.size() && !wanted[m_column]) ++m_column;
    return m_column < std::min(wanted.size(), width());
  }
  // Takes what is free there, up to the next cell of a row above.
  TableLayout::Cell take_rest() {
    const auto begin = m_column;
    while (m_column < width() && m_covered[m_column] == 0 && m_column - begin < most_columns) ++m_column;
    return {static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(m_column - begin), 1};
  }
  // The cost of it: how many places had to be looked at.
  std::size_t end_row() {
    const std::size_t end = m_reaches_down ? width() : m_column;
    bool reaches_down = false;
    for (std::size_t column = 0; column < end; ++column)
      if (m_covered[column] > 0) reaches_down = --m_covered[column] > 0 || reaches_down;
    m_reaches_down = reaches_down;
    m_column = 0;
    return end;
  }

 private:
  std::vector<std::uint32_t> m_covered;  // rows that a cell still reaches over, this one included
  std::size_t m_column = 0;
  bool m_reaches_down = false;
};

}  // namespace

// The first arrangement fills the rows up to the declared columns. If it finds that cells begin in others, the second
// fills them up to those. Where that makes far more places than there are cells, each cell has one, and no row is
// filled.
TableLayout::TableLayout(const Node& table) : m_table(table.index()) {
  for (const Node part : table.children()) {
    if (part.is(Kind::column)) m_columns.push_back(part);
    if (!is_group(part)) continue;
    for (const Node row : part.children()) m_cell_count += static_cast<std::size_t>(count_children(row));
  }
  m_cells.reserve(m_cell_count);
  m_used.assign(m_columns.size(), true);
  m_has_spans = arrange(table);
  if (m_has_spans && m_width > m_columns.size()) {
    m_used.resize(m_width);
    for (const Cell& cell : m_cells) m_used[cell.column] = true;
    m_has_spans = arrange(table);
  }
  if (!m_has_spans) {
    m_used.clear();
    arrange(table);
  }
  shrink();
}

// False if spans make too many places.
bool TableLayout::arrange(const Node& table) {
  m_cells.clear();
  m_rows.clear();
  const std::size_t most_places = 1'000'000 + 64 * m_cell_count;
  std::size_t places_seen = 0;
  Places places(m_used.size());  // none is taken when a group ends
  for (const Node group : table.children()) {
    if (!is_group(group)) continue;
    std::int64_t rows_left = count_children(group);
    for (const Node row : group.children()) {
      for (const Node cell : row.children()) {
        m_cells.push_back(m_has_spans ? places.take(span(cell, Key::column_span, most_columns),
                                                    span(cell, Key::row_span, std::min(most_rows, rows_left)))
                                      : places.take(1, 1));
        if (m_has_spans && places.width() > most_places) return false;
      }
      while (places.has_free(m_used)) m_cells.push_back(places.take_rest());
      m_rows.push_back(m_cells.size());
      --rows_left;
      places_seen += places.end_row();
      if (m_has_spans && places_seen > most_places) return false;
    }
  }
  m_width = places.width();
  return true;
}

// Rows and columns in which nothing begins go away, and what reaches over them becomes smaller.
void TableLayout::shrink() {
  m_used.assign(std::max(m_width, m_columns.size()), false);
  for (const Cell& cell : m_cells) m_used[cell.column] = true;
  const bool has_empty_row =
      m_rows.empty() || m_rows.front() == 0 || std::adjacent_find(m_rows.begin(), m_rows.end()) != m_rows.end();
  if (!has_empty_row && std::find(m_used.begin(), m_used.end(), false) == m_used.end()) return;
  std::vector<std::uint32_t> used_before(m_width + 1);
  for (std::size_t i = 0; i < m_width; ++i) used_before[i + 1] = used_before[i] + m_used[i];
  std::vector<std::uint32_t> rows_before(m_rows.size() + 1);
  std::size_t begin = 0;
  for (std::size_t i = 0; i < m_rows.size(); begin = m_rows[i++])
    rows_before[i + 1] = rows_before[i] + (begin < m_rows[i]);
  begin = 0;
  for (std::size_t i = 0; i < m_rows.size(); begin = m_rows[i++])
    for (std::size_t j = begin; j < m_rows[i]; ++j) {
      Cell& cell = m_cells[j];
      cell.rows = rows_before[i + cell.rows] - rows_before[i];
      cell.columns = used_before[cell.column + cell.columns] - used_before[cell.column];
    }
}

std::vector<Node> TableLayout::columns() const {
  std::vector<Node> used;
  for (std::size_t i = 0; i < m_columns.size(); ++i)
    if (m_used[i]) used.push_back(m_columns[i]);
  return used;
}

std::size_t TableLayout::undeclared_columns() const {
  return static_cast<std::size_t>(
      std::count(m_used.begin() + static_cast<std::ptrdiff_t>(m_columns.size()), m_used.end(), true));
}

void TableLayout::begin_group(const Node& group) {
  m_group_is_head = group.is(Kind::table_head);
  m_head_columns = group.integer(Key::head_columns);
}

bool TableLayout::begin_row(const Node& row) {
  m_row_is_head = m_group_is_head || row.boolean(Key::header);
  m_cells_end = m_rows[m_row++];
  return m_cell < m_cells_end;
}

const TableLayout::Cell& TableLayout::next_cell() {
  const Cell& cell = m_cells[m_cell++];
  m_is_head = m_row_is_head || static_cast<std::int64_t>(cell.column) < m_head_columns;
  return cell;
}

std::string_view TableLayout::alignment(const Node& cell) const {
  const std::uint32_t column = m_cells[m_cell - 1].column;
  const auto own = cell.string(Key::align);
  const auto align = !own.empty() || column >= m_columns.size() ? own : m_columns[column].string(Key::align);
  return align == "left" || align == "right" || align == "center" ? align : std::string_view();
}
