// The text of a leaf as one piece, and the way back from its bytes to those of the source.
//
// Most leaves are one piece of the source already: then nothing is copied, and the white space at the beginning of
// lines is skipped by who reads. Where markers of containers stand between the lines, these are joined.
#pragma once
#include <span>
#include <string>

#include "block.hpp"

namespace markdown {

class Content {
 public:
  // `source` must outlive this.
  void assign(std::string_view source, std::span<const Slice> lines);
  // The same line by line, so that white space before lines that belongs to containers is left out.
  void join(std::string_view source, std::span<const Slice> lines);
  // Text that stands in these bytes of the source but for white space; false if it does not. It must outlive this.
  bool align(std::string_view text, std::string_view source, Range where);
  std::string_view text() const { return m_text; }
  // Where byte `at` of the text stands in the source.
  std::uint32_t source(std::uint32_t at) const;
  Range source(Range range) const;
  // Whether more than white space stands in the source between what ends at `end` and what begins at `begin`.
  bool is_apart(std::uint32_t end, std::uint32_t begin) const;

 private:
  struct Piece {
    std::uint32_t text, source;  // both begin here
    bool apart = false;          // more than white space stands before it
    bool cut = false;            // the line ending at its end is none of the source: a table cuts the line
  };
  void clear();
  const Piece& piece_at(std::uint32_t at) const;
  std::string_view m_text;
  std::uint32_t m_begin = 0;       // in the source, of text in one piece
  std::vector<Piece> m_pieces;     // of joined text
  mutable std::size_t m_last = 0;  // the piece that was asked for last
  std::string m_joined;
};

// Lines with their first white space left out, and \n at their ends.
void append_lines(std::string& out, std::string_view text);
// Without as much of it as all lines have but the first, which begins elsewhere.
void append_indented_lines(std::string& out, std::string_view text);
// With one space where white space stands, and none at the ends.
void append_words(std::string& out, std::string_view text);
// The bytes of the line ending at text[at]: 0 at the end of the text.
std::uint32_t line_ending(std::string_view text, std::uint32_t at);

}  // namespace markdown
