// Where the cells of a table stand. HTML, as text that is drawn, has rules for that which a document need not keep: no
// cell reaches over the end of its group of rows or over another cell, and in every row and every column a cell begins.
//
// The table is laid out as a whole, then asked in reading order.
#pragma once
#include <deckle/document.hpp>

#include <cstdint>
#include <vector>

class TableLayout {
 public:
  struct Cell {
    std::uint32_t column, columns, rows;  // where it begins, and how many it reaches over
  };

  explicit TableLayout(const deckle::Node& table);

  std::uint32_t table() const { return m_table; }
  // False if spans made far more places than there are cells: then every cell has one.
  bool has_spans() const { return m_has_spans; }
  // The declared columns in which a cell begins, and how many others there are.
  std::vector<deckle::Node> columns() const;
  std::size_t undeclared_columns() const;

  void begin_group(const deckle::Node& group);
  // False if the row is none: cells of the rows above it take all of its places.
  bool begin_row(const deckle::Node& row);
  const Cell& next_cell();
  // Behind the cells of the row: the next place that they leave empty; null if there is none.
  const Cell* next_padding() { return m_cell < m_cells_end ? &m_cells[m_cell++] : nullptr; }
  // Whether the cell asked for last names its row or column.
  bool is_head() const { return m_is_head; }
  // left, center or right: its own, or its column's; empty for none.
  std::string_view alignment(const deckle::Node& cell) const;

 private:
  bool arrange(const deckle::Node& table);
  void shrink();

  std::uint32_t m_table;
  std::vector<deckle::Node> m_columns;
  std::size_t m_width = 0, m_cell_count = 0;
  bool m_has_spans = true;
  std::vector<Cell> m_cells;        // of all rows, with paddings
  std::vector<std::size_t> m_rows;  // where the cells of each row end
  std::vector<bool> m_used;         // columns in which a cell begins
  std::size_t m_row = 0, m_cell = 0, m_cells_end = 0;
  std::int64_t m_head_columns = 0;
  bool m_group_is_head = false, m_row_is_head = false, m_is_head = false;
};
