// Writing text so that Markdown reads it back as text, with escapes only where they are needed.
#pragma once
#include <array>
#include <string>
#include <string_view>
#include <unordered_set>

#include "../read/extensions.hpp"
#include "lone_marks.hpp"

namespace markdown {

// Where a text stands.
struct Place {
  bool document_start = false;  // nothing at all stands before it
  bool line_start = false;      // only prefixes and markers stand before it on its line
  bool first_line = true;       // of its block
  bool line_end = false;        // nothing follows it on its line
  bool block_start = false;     // nothing stands before it in its block
  bool block_end = false;       // nothing follows it in its block
  bool in_brackets = false;     // inside of the text of a link, image, span or note
  bool in_link = false;         // inside of the text of a link or image
  bool in_heading = false;
  bool in_marks = false;                      // inside of emphasis
  bool in_double = false, in_single = false;  // inside of quotation marks
  bool is_solid = false;                      // raised or lowered: no space may stand in it
  bool before_bracket = false;                // a link, image or note follows
  bool behind_attributable = false;           // code, a link or an image ends right before it
  bool begins_coded = false;                  // its first character is written as a number: see numeric()
  char before = '\n', after = '\n';           // the bytes next to it; '\n' for none
  bool closes_behind = false;                 // in the lines behind it a bracket is closed that means nothing
  LoneMarks* lone = nullptr;                  // marks that have no partner around it
};

// Knows what means something in a dialect. Made once for a document.
class Escaper {
 public:
  // `defines_links`: links are defined by reference, so that any pair of brackets may be one. `fills_lines`: any space
  // may become the end of a line.
  Escaper(Extensions extensions, bool defines_links, bool fills_lines);

  // Adds text of a paragraph, without line breaks.
  void append(std::string& out, std::string_view text, const Place& place) const;

  // Brackets around the text of a heading are a link to it.
  void add_heading(std::string_view text);
  bool is_heading(std::string_view text) const;

  bool has(Extension extension) const { return m_extensions.has(extension); }
  bool defines_links() const { return m_defines_links; }
  bool fills_lines() const { return m_fills_lines; }
  bool is_special(char c) const { return m_special[static_cast<unsigned char>(c)]; }

 private:
  Extensions m_extensions;
  bool m_defines_links, m_fills_lines;
  std::unordered_set<std::string> m_headings;
  std::array<bool, 256> m_special{};  // what may need an escape wherever it stands
};

// A code span with its backticks.
std::string code(std::string_view text);
// The destination of a link, in <> if it needs them.
std::string destination(std::string_view url);
// The title of a link or the value of an attribute, with its quotes.
std::string quoted(std::string_view text);
// The info string of a code block.
std::string info(std::string_view info);
// The longest run of `c` in `text`.
std::size_t longest_run(std::string_view text, char c);
// Whether <text> is read as a link to `url`.
bool is_autolink(std::string_view text, std::string_view url);
// Whether the first `size` bytes of `text`, and no more of it, are read as a bare link to `url`.
bool is_bare_link(std::string_view text, std::size_t size, std::string_view url);
// A character as its number: for the rules about words and punctuation that is punctuation.
std::string numeric(char32_t c);

}  // namespace markdown
