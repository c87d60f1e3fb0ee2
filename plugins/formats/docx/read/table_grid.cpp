#include "table_grid.hpp"

#include <algorithm>
#include <numeric>

#include "paragraph_format.hpp"

namespace docx {
namespace {

constexpr int widest = 1024;  // columns; Word itself has no more than 63

constexpr int deepest = 50;  // content controls in one another

// Elements of a kind below `parent`, also in content controls and what was inserted; not in one another. False when
// there are too many around some.
template <class Use>
bool each(pugi::xml_node parent, std::string_view name, const Use& use, int depth = 0) {
  if (depth > deepest) return false;
  bool all = true;
  for (const pugi::xml_node node : parent.children()) {
    const std::string_view found = node.name();
    if (found == name) use(node);
    else if (found == "w:sdt") all = each(node.child("w:sdtContent"), name, use, depth + 1) && all;
    else if (found == "w:customXml" || found == "w:ins") all = each(node, name, use, depth + 1) && all;
  }
  return all;
}

void skip(Row& row, int& column, std::string_view count) {
  for (int i = std::clamp(number_of(count, 0), 0, widest); i > 0 && column < widest; --i) {
    row.cells.emplace_back().column = column;
    ++column;
  }
}

// What our exporter gives to cells. It says nothing about those that are not aligned; and LibreOffice, which says it of
// all paragraphs, always gives their direction a value.
bool says_only_wishes(pugi::xml_node properties) {
  const std::string_view style = value_of(properties, "w:pStyle");
  const bool is_own = style == "TableText" || style == "TableHeading" || style == "SmallTableText";
  return is_own && !properties.child("w:bidi").attribute("w:val");
}

// The first paragraph in which something stands; none in an empty cell.
pugi::xml_node first_words(pugi::xml_node cell) {
  for (const pugi::xml_node paragraph : cell.children("w:p"))
    if (!is_empty(paragraph)) return paragraph;
  return {};
}

// By the first paragraph with words. Left and right are sides of the text there, not of the page (17.3.1.13). The side
// at which text begins anyway is said by programs for all cells, by pandoc for one.
void read_align(Cell& cell) {
  const pugi::xml_node words = first_words(cell.node);
  const pugi::xml_node properties = (words ? words : cell.node.child("w:p")).child("w:pPr"),
                       direction = properties.child("w:bidi");
  const std::string_view said = value_of(properties, "w:jc");
  const bool is_begin = said == "left" || said == "start";
  if (said == "center") cell.align = said;
  else if (is_begin) cell.align = is_on(direction) ? "right" : "left";
  else if (said == "right" || said == "end") cell.align = is_on(direction) ? "left" : "right";
  cell.is_wish = !is_begin || says_only_wishes(properties);
}

Row read_row(pugi::xml_node node, bool& is_too_deep) {
  Row row{node, {}};
  int column = 0;
  skip(row, column, value_of(node.child("w:trPr"), "w:gridBefore"));  // 17.4.15
  const bool all = each(node, "w:tc", [&](pugi::xml_node cell) {
    if (column >= widest) return;
    const pugi::xml_node properties = cell.child("w:tcPr");
    const int span = std::clamp(number_of(value_of(properties, "w:gridSpan"), 1), 1, widest - column);  // 17.4.17
    const pugi::xml_node merge = properties.child("w:vMerge");                                          // 17.4.84
    row.cells.push_back(
        {.node = cell, .column = column, .column_span = span, .continues = merge && value_of(merge) != "restart"});
    read_align(row.cells.back());
    column += span;
  });
  is_too_deep = is_too_deep || !all;
  return row;
}

// Cells that continue the one above them make it higher; where there is none to continue they stand for themselves.
void join_rows(Grid& grid) {
  std::vector<Cell*> above(static_cast<std::size_t>(grid.columns), nullptr);
  for (std::size_t i = 0; i < grid.rows.size(); ++i) {
    if (i == grid.head_rows) std::fill(above.begin(), above.end(), nullptr);  // no cell stands in head and body
    for (Cell& cell : grid.rows[i].cells) {
      Cell*& over = above[static_cast<std::size_t>(cell.column)];
      cell.continues = cell.continues && over != nullptr && over->column_span == cell.column_span;
      if (cell.continues) ++over->row_span;
      else std::fill_n(above.begin() + cell.column, cell.column_span, nullptr), over = &cell;
    }
  }
}

bool is_header(const Row& row) { return is_on(row.node.child("w:trPr").child("w:tblHeader")); }

// 17.4.78: rows that repeat on every page; or the first one, when the table's look gives it a look of its own
// (17.4.56).
std::size_t count_head_rows(pugi::xml_node table, const Grid& grid) {
  std::size_t count = 0;
  while (count < grid.rows.size() && is_header(grid.rows[count])) ++count;
  const pugi::xml_node look = table.child("w:tblPr").child("w:tblLook");
  const auto first_row = look.attribute("w:firstRow");
  const std::string_view said = first_row.value();
  const unsigned long bits = std::strtoul(look.attribute("w:val").value(), nullptr, 16);
  const bool has_first = first_row ? said == "1" || said == "true" || said == "on" : (bits & 0x20) != 0;
  return count == 0 && has_first && !grid.rows.empty() ? 1 : count;
}

// Columns are aligned as all of their cells below the head are that hold something.
void align_columns(Grid& grid) {
  const auto count = static_cast<std::size_t>(grid.columns);
  std::vector<bool> is_met(count, false), is_mixed(count, false);
  grid.aligns.assign(count, {});
  for (std::size_t i = grid.head_rows < grid.rows.size() ? grid.head_rows : 0; i < grid.rows.size(); ++i)
    for (const Cell& cell : grid.rows[i].cells) {
      if (!cell.node || cell.continues || cell.column_span > 1 || !first_words(cell.node)) continue;
      const auto column = static_cast<std::size_t>(cell.column);
      if (!is_met[column]) grid.aligns[column] = cell.wished_align();
      is_mixed[column] = is_mixed[column] || cell.wished_align() != grid.aligns[column];
      is_met[column] = true;
    }
  for (std::size_t column = 0; column < count; ++column)
    if (is_mixed[column]) grid.aligns[column] = {};
}

// Whether the cells of the first row have a width that somebody prefers (17.4.71).
bool has_preferred_widths(const Grid& grid) {
  if (grid.rows.empty()) return false;
  const auto& cells = grid.rows.front().cells;
  return std::all_of(cells.begin(), cells.end(), [](const Cell& cell) {
    const pugi::xml_node width = cell.node.child("w:tcPr").child("w:tcW");
    const std::string_view type = width.attribute("w:type").value();
    return (type == "dxa" || type == "pct") && number_of(width.attribute("w:w").value(), 0) > 0;
  });
}

// Of tables whose layout is fixed (17.4.52), whose width is said as a share of the page (17.4.63), or whose cells say
// theirs. Others have the widths that fit what is in them: those of the grid are what some program found.
void read_widths(pugi::xml_node table, Grid& grid) {
  const pugi::xml_node properties = table.child("w:tblPr");
  const auto type_of = [&](const char* name) -> std::string_view {
    return properties.child(name).attribute("w:type").value();
  };
  if (type_of("w:tblLayout") != "fixed" && type_of("w:tblW") != "pct" && !has_preferred_widths(grid)) return;
  for (const pugi::xml_node column : table.child("w:tblGrid").children("w:gridCol"))
    grid.widths.push_back(std::max(number_of(column.attribute("w:w").value(), 0), 0));
  const double whole = std::accumulate(grid.widths.begin(), grid.widths.end(), 0.0);
  for (double& width : grid.widths) width = whole > 0 ? width / whole : 0;
  grid.widths.resize(static_cast<std::size_t>(grid.columns), 0);
  if (std::count(grid.widths.begin(), grid.widths.end(), 0.0) > 0) grid.widths.clear();
}

}  // namespace

Grid read_grid(pugi::xml_node table, TrackChanges wanted) {
  Grid grid;
  const bool all = each(table, "w:tr", [&](pugi::xml_node row) {
    // 17.13.5.12, 17.13.5.17: rows that were deleted or inserted.
    if (!is_gone(row.child("w:trPr"), wanted)) grid.rows.push_back(read_row(row, grid.is_too_deep));
  });
  grid.is_too_deep = grid.is_too_deep || !all;
  for (const Row& row : grid.rows)
    if (!row.cells.empty())
      grid.columns = std::max(grid.columns, row.cells.back().column + row.cells.back().column_span);
  for (Row& row : grid.rows) {
    int column = row.cells.empty() ? 0 : row.cells.back().column + row.cells.back().column_span;
    for (; column < grid.columns; ++column) row.cells.emplace_back().column = column;
  }
  grid.head_rows = count_head_rows(table, grid);
  join_rows(grid);
  align_columns(grid);
  read_widths(table, grid);
  return grid;
}

}  // namespace docx
