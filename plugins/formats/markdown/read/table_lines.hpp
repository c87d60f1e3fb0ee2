// Lines that tables are drawn with, measured in columns as a terminal shows them: tabs reach to the next multiple of
// four, East Asian wide characters count two, what is drawn over its neighbour none.
#pragma once
#include <span>
#include <vector>

#include "block.hpp"
#include "line.hpp"

namespace markdown {

// A line, or a part of one, as bytes of the source; and the column of the line that it begins in.
struct TableLine {
  std::uint32_t begin, end, column;
  std::string_view in(std::string_view source) const { return source.substr(begin, end - begin); }
};

// From the cursor on.
inline TableLine table_line(const Line& line) {
  const std::uint32_t rest = line.rest_of_tab();
  return {line.at() + (rest > 0 ? 1 : 0), line.end(), line.column() + rest};
}

// Finds the bytes of columns. Columns are counted from the line's beginning, and asked for from left to right.
class Ruler {
 public:
  Ruler(std::string_view source, const TableLine& line);
  // Where column `column` begins, or what reaches over it ends; the line's end if the line is shorter.
  std::uint32_t byte_at(std::uint32_t column);
  // The column of the byte that was found last; behind the last byte, the line's width.
  std::uint32_t column() const { return m_column - m_first_column; }

 private:
  std::string_view m_source;
  std::uint32_t m_first_column, m_column, m_at, m_end;
  bool m_plain;  // every byte is a column
};
inline constexpr std::uint32_t no_column = 0xFFFFFFFF;  // behind every line
std::uint32_t width_of(std::string_view source, const TableLine& line);

// Without white space at its ends.
TableLine trimmed(std::string_view source, TableLine line);

// A run of dashes in a line of nothing else but white space.
struct Dashes {
  std::uint32_t column, length;
  Range where;
};
// Those of a line; none if there is anything else in it. `found` is overwritten.
bool read_dashes(std::string_view source, const TableLine& line, std::vector<Dashes>& found);
bool is_dashes(std::string_view line);

// Pandoc's widths of columns, as shares of a line of text, `columns` with the space behind them: see columns_of_page.
std::vector<double> shares(std::uint32_t indent, std::span<const std::uint32_t> columns);
inline constexpr std::uint32_t columns_of_page = 72;

}  // namespace markdown
