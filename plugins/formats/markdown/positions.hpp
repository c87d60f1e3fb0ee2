// Where the nodes of cmark stand in the text.
//
// cmark tells lines and columns, which are right for most blocks and for inlines on first lines, but wrong after
// entities, escapes, lazy lines and in tables, and missing for breaks. So they are hints: inlines are looked for in the
// text itself, from a cursor that only moves forward. Whatever happens, a range lies inside the text.
#pragma once
#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

// Bytes [begin, end) of the text.
struct Range {
  std::size_t begin = 0, end = 0;
};

class Positions {
 public:
  // `text` is what cmark was given; lines are counted from its first one.
  explicit Positions(std::string_view text);

  std::string_view text() const { return m_text; }
  Range whole() const { return {0, m_text.size()}; }
  // The byte at a line and column, both counted from 1. Column 0 is the end of the line before.
  std::size_t offset(int line, int column) const;
  // Lines first..last without the line ending of the last.
  std::size_t end_of_line(int line) const;

 private:
  std::string_view m_text;
  std::vector<std::uint32_t> m_lines;  // where each line begins, and the end of the text
};

// Finds the inlines of one block, in reading order.
class InlineFinder {
 public:
  InlineFinder(const Positions& positions, Range block)
      : m_text(positions.text()), m_end(block.end), m_cursor(block.begin) {}

  // `hint`: where cmark believes that it begins.
  Range text(std::string_view literal, std::size_t hint);
  Range code(std::size_t hint);
  Range line_break(bool hard);
  // An inline with children, which begins with one of `openers`. It ends at `hint.end`, if one of `closers` is there.
  Range container(std::string_view openers, std::string_view closers, Range hint);
  // What follows stands behind `end`.
  void leave(std::size_t end) {
    if (end > m_cursor && end <= m_end) m_cursor = end;
  }
  std::size_t cursor() const { return m_cursor; }

 private:
  std::size_t find(std::string_view literal, std::size_t hint) const;
  std::size_t first_closer(std::string_view closers, std::size_t begin) const;
  std::size_t align(std::string_view literal, std::size_t from) const;
  std::string_view m_text;
  std::size_t m_end, m_cursor;
};
