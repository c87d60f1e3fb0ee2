// Tags as they are written, found in bytes before any parser reads them. Enough for what has to be known of a page
// first: its charset, and how deep it nests.
#pragma once
#include <string_view>

namespace html {

constexpr bool is_space(char c) { return c == ' ' || c == '\n' || c == '\t' || c == '\r' || c == '\f'; }
constexpr char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }
constexpr bool is_letter(char c) { return lower(c) >= 'a' && lower(c) <= 'z'; }

// Without regard to the case of ASCII.
constexpr bool is_word(std::string_view text, std::string_view word) {
  if (text.size() != word.size()) return false;
  for (std::size_t i = 0; i < text.size(); ++i)
    if (lower(text[i]) != lower(word[i])) return false;
  return true;
}

struct Tag {
  std::size_t begin, end;  // from < to behind >, or to the end of the text
  std::string_view name;   // empty: a comment, a doctype or the like
  bool is_end;
};

// The next tag or comment from `at` on; one that begins at the end of the text when there is none.
Tag next_tag(std::string_view text, std::size_t at);

struct TagAttribute {
  std::string_view name, value;  // as they are written, without quotation marks
};
// The next attribute of a tag, whose place is moved behind it; false when there is none.
bool next_attribute(std::string_view text, const Tag& tag, std::size_t& at, TagAttribute& found);

// Behind the end of an element that has no markup inside, such as a script whose start tag ends at `at`.
std::size_t end_of_raw_text(std::string_view text, std::size_t at, std::string_view name);

}  // namespace html
