// Finds what typewriter punctuation stands for in one run of inlines, such as a paragraph: pieces of text, and between
// them things (code, images) that count as letters. Quotes are paired by the rules that CommonMark has for emphasis.
#pragma once
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "quotation_marks.hpp"

struct Changes {
  bool quotes = true, dashes = true, ellipses = true;
};

class Run {
 public:
  explicit Run(const Changes& changes) : m_changes(changes) {}

  // A piece of text, with a number of the caller's and its quotation marks.
  void text(std::uint32_t number, std::string_view text, const QuotationMarks& marks);
  // Something else that is read in between, by a character that is like it: a letter or a space.
  void other(char like) { m_before = static_cast<unsigned char>(like), settle(m_before); }
  // Calls changed(number, new text) for every piece in which something changes, and forgets all.
  template <class Changed>
  void finish(const Changed& changed) {
    pair_quotes();
    for (std::size_t k = 0; k < m_pieces.size(); ++k) {
      if (m_pieces[k].first_mark != end_of(k)) changed(m_pieces[k].number, rewritten(k));
    }
    m_pieces.clear(), m_marks.clear();
    m_before = ' ', m_waiting = false;
  }

 private:
  struct Piece {
    std::uint32_t number;
    std::string_view text;
    const QuotationMarks* marks;
    std::size_t first_mark;
  };
  // A place where text is replaced. Of a quote the replacement is known when all of the run has been seen.
  struct Mark {
    std::size_t at, length;
    char what;  // '"' or '\'' for a quote, else '-' or '.'
    bool can_open, can_close;
    std::string_view replacement;
    std::size_t piece;
    char32_t before;
  };

  std::size_t end_of(std::size_t piece) const {
    return piece + 1 < m_pieces.size() ? m_pieces[piece + 1].first_mark : m_marks.size();
  }
  std::size_t take(std::string_view text, std::size_t at);
  std::size_t take_dashes(std::string_view text, std::size_t at);
  void settle(char32_t after);
  void pair_quotes();
  std::string rewritten(std::size_t piece) const;

  Changes m_changes;
  std::vector<Piece> m_pieces;
  std::vector<Mark> m_marks;
  char32_t m_before = ' ';  // the character read last
  bool m_waiting = false;   // the last mark is a quote, and what follows it is not known yet
};
