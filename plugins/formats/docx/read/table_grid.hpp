// The cells of a table on its grid (ECMA-376-1, 17.4): which columns and rows each one covers.
#pragma once
#include <vector>

#include "part.hpp"
#include "settings.hpp"

namespace docx {

struct Cell {
  pugi::xml_node node;  // none: nothing is written there, and an empty cell fills the grid
  int column = 0, column_span = 1, row_span = 1;
  bool continues = false;       // covered by the cell above
  std::string_view align = {};  // left, center, right, as it is shown; empty: not said
  bool is_wish = false;         // and not what a program says everywhere

  std::string_view wished_align() const { return is_wish ? align : std::string_view(); }
};

struct Row {
  pugi::xml_node node;
  std::vector<Cell> cells;
};

struct Grid {
  std::vector<double> widths;            // shares of the whole; empty when they are not said
  std::vector<std::string_view> aligns;  // of columns, where their cells agree
  std::vector<Row> rows;
  int columns = 0;
  std::size_t head_rows = 0;
  bool is_too_deep = false;  // some of it is in so many content controls that it is left out
};

Grid read_grid(pugi::xml_node table, TrackChanges wanted);

}  // namespace docx
