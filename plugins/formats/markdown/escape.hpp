// Writing text so that Markdown reads it back as text, with escapes only where they are needed.
#pragma once
#include <string>
#include <string_view>

#include "dialect.hpp"

namespace escape {

struct Place {
  Dialect dialect = Dialect::gfm;
  bool line_start = false;  // only prefixes and markers stand before it on its line
  bool first_line = true;   // of its block
  bool line_end = false;    // nothing follows it on its line
  bool in_link = false;     // inside the text of a link or image
  bool in_heading = false;
  bool before_bracket = false;       // a link, image or note follows
  char before = '\n', after = '\n';  // the bytes next to it; '\n' for none
};

// Letters and digits of ASCII and all that is not ASCII: for Markdown, more or less, a word.
inline bool is_word(char c) {
  return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c & 0x80) != 0;
}

// Text of a paragraph, without line breaks.
std::string text(std::string_view text, const Place& place);
// A code span with its backticks.
std::string code(std::string_view text);
// The destination of a link, in <> if it needs them.
std::string destination(std::string_view url);
// The title of a link, with its quotes.
std::string title(std::string_view title);
// The info string of a code block.
std::string info(std::string_view info);
// The longest run of `c` in `text`.
std::size_t longest_run(std::string_view text, char c);
// Whether <text> is read as a link to `url`.
bool is_autolink(std::string_view text, std::string_view url);

}  // namespace escape
