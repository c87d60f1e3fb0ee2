// Where the cells of a grid table are, by its lines alone.
//
//   +-----+-----+   A border from one side to the other closes the cells above it and opens those below. Its crosses
//   | a   | b   |   are where bars may stand: the next line says which of them do, and so which cells reach over
//   columns.
//   +-----+     |   A border that does not go all the way leaves cells open: they reach over rows.
//   | c   |     |
//   +=====+=====+   With = it ends the head; two of them enclose a foot at the end.
//
// Lines are added one by one; each costs what it has of bytes and of open cells.
#pragma once
#include "table_lines.hpp"

namespace markdown {

struct GridCell {
  std::uint32_t left, right;  // columns of the table, up to before `right`
  std::uint32_t top, bottom;  // rows, up to before `bottom`
  Range where;                // what lies between its bars, in all its lines
  std::uint32_t first_line = 0;
  std::uint32_t line_count = 0;
};

struct Grid {
  std::vector<GridCell> cells;   // by row, then by column
  std::vector<TableLine> lines;  // cell by cell
  std::vector<Column> columns;
  std::uint32_t rows = 0, head_rows = 0, foot_rows = 0;
  Range where;
  Range crooked;  // the first line whose bars are not where they should be; empty if there is none
};

class GridReader {
 public:
  // The first line, +---+---+; false if it is none. `source` must outlive this.
  bool begin(std::string_view source, const TableLine& line);
  // False if the line does not belong to the table. Bars that short lines leave out are taken from `missing_left`; when
  // there are too many the table ends.
  bool add(const TableLine& line, std::uint32_t& missing_left);
  // False if there is no row.
  bool finish(Grid& grid);

 private:
  static constexpr std::uint32_t no_cell = 0xFFFFFFFF;
  // What lies between two bars that stand next to each other. Behind a border, pieces have no cell until it is settled.
  struct Piece {
    std::uint32_t left, right;  // the columns of the bars
    std::uint32_t cell;
  };
  struct CellLine {
    std::uint32_t cell;
    TableLine line;
  };

  bool is_border(std::string_view written) const;
  void settle(const TableLine& line);
  bool read_pieces(const TableLine& line, std::uint32_t& missing_left);
  void take_piece(const Piece& piece, const TableLine& written);
  void take_border(const Piece& piece, std::string_view written);
  void end_row(const TableLine& line, bool all_cells);
  void note_crooked(const TableLine& line);
  bool is_bar(std::uint32_t at, const TableLine& line) const;
  void number_columns(Grid& grid);
  void align_columns(Grid& grid) const;
  void sort_lines(Grid& grid);
  void find_head_and_foot(Grid& grid) const;

  std::string_view m_source;
  std::vector<Piece> m_pieces, m_below;  // of the line under way; of the next one
  std::vector<GridCell> m_cells;         // with columns of the line instead of those of the table
  std::vector<CellLine> m_lines;
  std::vector<std::uint32_t> m_ends;  // the rows before which a border of = stands
  TableLine m_top{}, m_first_end{};   // the first border, the first one of =
  std::uint32_t m_row = 0;
  bool m_settled = false;
  Range m_where, m_crooked;
};

}  // namespace markdown
