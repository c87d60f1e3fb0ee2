// One line of the source, and a cursor in it that counts columns: a tab reaches to the next multiple of four.
#pragma once
#include <cstdint>
#include <string_view>

#include "characters.hpp"

namespace markdown {

class Line {
 public:
  Line() = default;
  // `column`: where it begins, if something stands before it.
  Line(std::string_view source, std::uint32_t begin, std::uint32_t end, std::uint32_t column = 0)
      : m_text(source.data()), m_end(end), m_at(begin), m_column(column) {
    find_text();
  }

  std::uint32_t end() const { return m_end; }  // without the line ending
  std::uint32_t at() const { return m_at; }    // the cursor
  std::uint32_t column() const { return m_column; }
  // The first byte at or behind the cursor that is no space or tab, and the columns before it.
  std::uint32_t text() const { return m_first; }
  std::uint32_t indent() const { return m_first_column - m_column; }
  bool is_blank() const { return m_first == m_end; }
  bool is_indented() const { return indent() >= 4; }
  std::string_view rest() const { return {m_text + m_first, m_end - m_first}; }
  char first() const { return m_first < m_end ? m_text[m_first] : '\n'; }
  // Columns of the tab under the cursor that are not taken yet, when a part of it is taken.
  std::uint32_t rest_of_tab() const { return m_in_tab ? 4 - m_column % 4 : 0; }

  void skip_indent() { m_at = m_first, m_column = m_first_column, m_in_tab = false; }
  // Takes characters that are no tabs.
  void skip(std::uint32_t count) {
    m_at += count, m_column += count, m_in_tab = false;
    find_text();
  }
  // Takes up to `count` columns of white space.
  void skip_columns(std::uint32_t count) {
    for (; count > 0 && m_at < m_first;) {
      const std::uint32_t width = m_text[m_at] == '\t' ? 4 - m_column % 4 : 1;
      m_in_tab = width > count;
      m_column += m_in_tab ? count : width;
      if (m_in_tab) return;
      ++m_at;
      count -= width;
    }
  }

 private:
  void find_text() {
    m_first = m_at, m_first_column = m_column;
    for (; m_first < m_end; ++m_first) {
      const char c = m_text[m_first];
      if (c == ' ') ++m_first_column;
      else if (c == '\t') m_first_column += 4 - m_first_column % 4;
      else break;
    }
  }

  const char* m_text = nullptr;
  std::uint32_t m_end = 0, m_at = 0, m_column = 0, m_first = 0, m_first_column = 0;
  bool m_in_tab = false;
};

}  // namespace markdown
