// Classes of ASCII characters under the names that CommonMark gives them.
#pragma once
#include <cstddef>
#include <string_view>

namespace markdown {

constexpr bool is_blank(char c) { return c == ' ' || c == '\t'; }
constexpr bool is_line_end(char c) { return c == '\n' || c == '\r'; }
constexpr bool is_space(char c) { return c == ' ' || (c >= '\t' && c <= '\r'); }
constexpr bool is_digit(char c) { return c >= '0' && c <= '9'; }
constexpr bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }
constexpr bool is_capital(char c) { return c >= 'A' && c <= 'Z'; }
constexpr bool is_alphanumeric(char c) { return is_letter(c) || is_digit(c); }
constexpr bool is_hex_digit(char c) { return is_digit(c) || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F'); }
constexpr bool is_punctuation(char c) { return c > ' ' && c < 0x7F && !is_alphanumeric(c); }
constexpr bool is_line_control(char c) { return c >= '\t' && c <= '\r'; }
// Not NUL, which Markdown reads as U+FFFD.
constexpr bool is_control(char c) { return (c > 0 && c < ' ') || c == 0x7F; }
constexpr char to_lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; }

// Where one of two characters stands first, from `at` on; the size of the text if none does. What the library has for
// that looks up each character in the two.
constexpr std::size_t find_either(std::string_view text, char one, char other, std::size_t at = 0) {
  while (at < text.size() && text[at] != one && text[at] != other) ++at;
  return at;
}
constexpr std::size_t find_line_end(std::string_view text, std::size_t at = 0) {
  return find_either(text, '\r', '\n', at);
}

// Whether text has `word` at `at`, in any case; `word` is in lower case.
constexpr bool has_word_at(std::string_view text, std::size_t at, std::string_view word) {
  if (at > text.size() || text.size() - at < word.size()) return false;
  for (std::size_t i = 0; i < word.size(); ++i)
    if (to_lower(text[at + i]) != word[i]) return false;
  return true;
}

// Without spaces and tabs at its beginning.
constexpr std::string_view trimmed_start(std::string_view text) {
  while (!text.empty() && is_blank(text.front())) text.remove_prefix(1);
  return text;
}

// Without spaces and tabs at its ends.
constexpr std::string_view trimmed(std::string_view text) {
  text = trimmed_start(text);
  while (!text.empty() && is_blank(text.back())) text.remove_suffix(1);
  return text;
}

}  // namespace markdown
