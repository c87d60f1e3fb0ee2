// How wide the columns of a table are.
#pragma once
#include <deckle/document.hpp>

#include <cstdint>
#include <vector>

#include "tables/table_layout.hpp"

struct ColumnWidths {
  std::vector<std::int32_t> columns;  // in the measure of `room`
  bool is_said = false;               // by the author, and not by what is in the cells
  bool is_tight = false;              // words fit only if they are small and cells have little space at their sides
};

// Of a table that was not asked for cells yet. Columns without a share get what the words in them need, so that the
// whole fits into `room`.
ColumnWidths column_widths(const deckle::Node& table, TableLayout layout, std::int32_t room);
