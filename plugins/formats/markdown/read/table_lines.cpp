#include "table_lines.hpp"

#include <deckle/utf8.hpp>

#include <algorithm>
#include <numeric>

#include "unicode.hpp"

namespace markdown {
namespace {

bool is_one_column(char c) { return c >= ' ' && c < 0x7F; }

}  // namespace

Ruler::Ruler(std::string_view source, const TableLine& line)
    : m_source(source),
      m_first_column(line.column),
      m_column(line.column),
      m_at(line.begin),
      m_end(line.end),
      m_plain(std::ranges::all_of(line.in(source), is_one_column)) {}

std::uint32_t Ruler::byte_at(std::uint32_t column) {
  const std::uint64_t wanted = std::uint64_t{m_first_column} + column;
  if (m_plain) {
    const auto step = static_cast<std::uint32_t>(
        std::min<std::uint64_t>(wanted - std::min<std::uint64_t>(wanted, m_column), m_end - m_at));
    m_column += step;
    return m_at += step;
  }
  while (m_at < m_end) {
    std::size_t next = m_at;
    const char32_t c = deckle::utf8::next(m_source, next);
    const std::uint32_t width = c == '\t' ? 4 - m_column % 4 : columns_of(c);
    if (m_column >= wanted && width > 0) break;
    m_column += width;
    m_at = static_cast<std::uint32_t>(next);
  }
  return m_at;
}

std::uint32_t width_of(std::string_view source, const TableLine& line) {
  Ruler ruler(source, line);
  ruler.byte_at(no_column);
  return ruler.column();
}

TableLine trimmed(std::string_view source, TableLine line) {
  while (line.end > line.begin && is_blank(source[line.end - 1])) --line.end;
  while (line.begin < line.end && is_blank(source[line.begin])) {
    line.column += source[line.begin] == '\t' ? 4 - line.column % 4 : 1;
    ++line.begin;
  }
  return line;
}

bool is_dashes(std::string_view line) {
  return line.find('-') != std::string_view::npos && line.find_first_not_of("- \t") == std::string_view::npos;
}

bool read_dashes(std::string_view source, const TableLine& line, std::vector<Dashes>& found) {
  found.clear();
  if (!is_dashes(line.in(source))) return false;
  std::uint32_t column = line.column;
  for (std::uint32_t at = line.begin; at < line.end; ++at) {
    const char c = source[at];
    if (c == '-' && (at == line.begin || source[at - 1] != '-')) found.push_back({column - line.column, 0, {at, at}});
    if (c == '-') ++found.back().length, found.back().where.end = at + 1;
    column += c == '\t' ? 4 - column % 4 : 1;
  }
  return true;
}

// What pandoc does: the last column has no space behind it, and where it is only a little narrower than the one before
// they count as equal. White space before the first column is a column that is dropped in the end.
std::vector<double> shares(std::uint32_t indent, std::span<const std::uint32_t> columns) {
  std::vector<std::uint32_t> lengths{indent};
  lengths.insert(lengths.end(), columns.begin(), columns.end());
  std::uint32_t &last = lengths.back(), before = lengths[lengths.size() - 2];
  if (last < before && before - last <= 2) last = before;
  const std::uint64_t all = std::accumulate(lengths.begin(), lengths.end(), std::uint64_t{0});
  const auto page = static_cast<double>(std::max<std::uint64_t>(all, columns_of_page));
  std::vector<double> found;
  for (std::size_t i = 1; i < lengths.size(); ++i) found.push_back(lengths[i] / page);
  return found;
}

}  // namespace markdown
