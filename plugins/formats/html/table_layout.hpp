// Which column a cell of a table stands in, when cells above it span rows.
#pragma once
#include <deckle/document.hpp>

#include <vector>

class TableLayout {
 public:
  explicit TableLayout(const deckle::Node& table) {
    for (deckle::Node child : table.children())
      if (child.is(deckle::Kind::column)) m_columns.push_back(child);
    m_covered.resize(m_columns.size());
  }

  const std::vector<deckle::Node>& columns() const { return m_columns; }
  void begin_group(bool is_head, std::int64_t leading_head_columns) {
    m_covered.assign(m_columns.size(), 0);
    m_group_is_head = is_head;
    m_head_columns = leading_head_columns;
  }
  void begin_row(bool is_header) {
    m_column = 0;
    m_row_is_head = is_header || m_group_is_head;
  }
  // Places the next cell of the row and gives its column.
  std::size_t place(const deckle::Node& cell) {
    while (m_column < m_covered.size() && m_covered[m_column] > 0) --m_covered[m_column++];
    const std::size_t at = m_column;
    in_head_cell = m_row_is_head || static_cast<std::int64_t>(at) < m_head_columns;
    const std::int64_t rows = cell.integer(deckle::Key::row_span, 1),
                       columns = cell.integer(deckle::Key::column_span, 1);
    for (std::int64_t i = 0; i < columns && m_column < m_covered.size(); ++i) m_covered[m_column++] = rows - 1;
    return at;
  }
  void end_row() {
    for (; m_column < m_covered.size(); ++m_column)
      if (m_covered[m_column] > 0) --m_covered[m_column];
  }
  // The alignment of a cell: its own, or its column's; empty for none.
  std::string_view alignment(const deckle::Node& cell, std::size_t column) const {
    const auto own = cell.string(deckle::Key::align);
    return !own.empty() || column >= m_columns.size() ? own : m_columns[column].string(deckle::Key::align);
  }

  bool in_head_cell = false;  // the cell placed last names its row or column

 private:
  std::vector<deckle::Node> m_columns;
  std::vector<std::int64_t> m_covered;  // rows still to come that a cell above reaches into
  std::size_t m_column = 0;
  std::int64_t m_head_columns = 0;
  bool m_group_is_head = false, m_row_is_head = false;
};
