#include "column_widths.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <utility>

#include <deckle/utf8.hpp>

using deckle::Key;
using deckle::Kind;
using deckle::Node;

namespace {

// In twentieths of a point, for text of ten points: letters as wide as those of a wide font for books, so that no word
// is torn, and what a cell has at its sides.
constexpr std::int32_t letter = 120, padding = 250, widest = 9000;
constexpr std::int32_t tight_padding = 130;  // likewise, where text has eight points

struct Need {
  std::int32_t word = 0, line = 0;  // the longest of each
};

// Characters of East Asian scripts are twice as wide, and lines may end between them.
bool is_wide(char32_t c) {
  return (c >= 0x1100 && c <= 0x115F) || (c >= 0x2E80 && c <= 0xFFDC && !(c >= 0xD800 && c <= 0xF8FF));
}

std::int32_t width_of(char32_t c) {
  constexpr std::int32_t narrow = 80, capital = 150, wide = 215;
  if (is_wide(c)) return 2 * letter;
  if (c >= 0x80) return capital;
  const auto is_one_of = [&](std::string_view some) {
    return some.find(static_cast<char>(c)) != std::string_view::npos;
  };
  if (is_one_of("mwMW%@&")) return wide;
  if (is_one_of(" fijlrtI.,;:!'|()[]/-")) return narrow;
  return c >= 'A' && c <= 'Z' ? capital : letter;
}

class Measure {
 public:
  explicit Measure(bool is_bold) : m_percent(is_bold ? 108 : 100) {}
  void add(std::string_view text) {
    for (std::size_t at = 0; at < text.size() && m_line < widest;) {
      const char32_t c = deckle::utf8::next(text, at);
      if (is_wide(c)) end_word();
      const std::int32_t width = width_of(c) * m_percent / 100;
      m_word += width;
      m_line += width;
      if (c == ' ' || is_wide(c)) end_word();
    }
  }
  void end_word() { m_need.word = std::max(m_need.word, std::exchange(m_word, 0)); }
  void end_line() {
    end_word();
    m_need.line = std::max(m_need.line, std::exchange(m_line, 0));
  }
  Need need() {
    end_line();
    return m_need;
  }

 private:
  Need m_need;
  std::int32_t m_percent, m_word = 0, m_line = 0;
};

Need need_of(const Node& cell, bool is_bold) {
  constexpr std::int32_t image = 3000;
  Measure measure(is_bold);
  for (const deckle::Visit visit : cell.walk()) {
    if (visit.node.is(Kind::image) && visit.enter) measure.add(std::string(image / letter, 'x'));
    if (visit.enter && visit.node.is(Kind::soft_break)) measure.add(" ");
    else if (visit.node.is_block() || visit.node.is(Kind::hard_break)) measure.end_line();
    if (visit.enter) measure.add(visit.node.text());
  }
  return measure.need();
}

std::vector<Need> needs_of(const Node& table, TableLayout& layout, std::size_t count) {
  std::vector<Need> needs(count);
  for (const Node group : table.children()) {
    if (!group.has_children() || group.is(Kind::caption)) continue;
    layout.begin_group(group);
    for (const Node row : group.children()) {
      if (!layout.begin_row(row)) continue;
      for (const Node cell : row.children()) {
        const TableLayout::Cell& place = layout.next_cell();
        if (place.columns != 1 || place.column >= count) continue;
        const Need need = need_of(cell, layout.is_head());
        needs[place.column].word = std::max(needs[place.column].word, need.word + padding);
        needs[place.column].line = std::max(needs[place.column].line, need.line + padding);
      }
      while (layout.next_padding()) {
      }
    }
  }
  constexpr std::int32_t least = padding + 2 * letter;
  for (Need& need : needs) need = {std::max(need.word, least), std::max(need.line, least)};
  return needs;
}

Need in_tight_cell(const Need& need) {
  const auto smaller = [](std::int32_t width) { return (width - padding) * 8 / 10 + tight_padding; };
  return {smaller(need.word), smaller(need.line)};
}

std::int64_t words_of(const std::vector<Need>& needs) {
  return std::accumulate(needs.begin(), needs.end(), std::int64_t{0},
                         [](std::int64_t sum, const Need& need) { return sum + need.word; });
}

// Where not all words fit the longest are torn, and the others stay whole.
void tear_longest(std::vector<Need>& needs, std::int64_t room) {
  std::vector<std::int64_t> words;
  for (const Need& need : needs) words.push_back(need.word);
  std::sort(words.begin(), words.end());
  std::int64_t most = room;
  for (std::size_t i = 0; i < words.size(); ++i) {
    most = room / static_cast<std::int64_t>(words.size() - i);
    if (words[i] > most) break;
    room -= words[i];
  }
  for (Need& need : needs) need.word = static_cast<std::int32_t>(std::min<std::int64_t>(need.word, most));
}

// All lines whole if there is room, else all words and a share of the rest.
std::vector<std::int32_t> shared(std::vector<Need> needs, std::int32_t room) {
  if (words_of(needs) > room) tear_longest(needs, room);
  std::int64_t words = 0, lines = 0;
  for (const Need& need : needs) words += need.word, lines += need.line;
  std::vector<std::int32_t> widths;
  for (const Need& need : needs) {
    std::int64_t width = need.line;
    if (lines > room) width = need.word + (room - words) * (need.line - need.word) / (lines - words);
    widths.push_back(static_cast<std::int32_t>(std::max<std::int64_t>(width, 1)));
  }
  return widths;
}

}  // namespace

ColumnWidths column_widths(const Node& table, TableLayout layout, std::int32_t room) {
  const std::vector<Node> declared = layout.columns();
  const std::size_t count = declared.size() + layout.undeclared_columns();
  double said = 0;
  for (const Node& column : declared) said += std::max(column.number(Key::width), 0.0);
  const bool all_said =
      count > 0 && layout.undeclared_columns() == 0 &&
      std::all_of(declared.begin(), declared.end(), [](const Node& column) { return column.number(Key::width) > 0; });
  if (!all_said || !std::isfinite(said)) {
    std::vector<Need> needs = needs_of(table, layout, count);
    const bool is_tight = words_of(needs) > room;
    if (is_tight) std::transform(needs.begin(), needs.end(), needs.begin(), in_tight_cell);
    return {.columns = shared(std::move(needs), room), .is_tight = is_tight};
  }
  ColumnWidths made{.columns = {}, .is_said = true};
  const double scale = room / std::max(said, 1.0);
  for (const Node& column : declared)
    made.columns.push_back(std::max(1, static_cast<std::int32_t>(std::lround(column.number(Key::width) * scale))));
  return made;
}
