// What Markdown asks of characters beyond ASCII, from small tables: documents with accents need no Unicode library.
#pragma once
#include <cstdint>
#include <string>
#include <string_view>

namespace markdown {

// Categories P and S. ASCII too.
bool is_unicode_punctuation(char32_t c);
// Category Zs, tab, and line ends.
bool is_unicode_space(char32_t c);
// None of the two.
bool is_unicode_word(char32_t c);
// On a terminal: 2 for East Asian wide characters, 0 for what is drawn over its neighbour or not at all.
std::uint32_t columns_of(char32_t c);

// Takes two columns: East Asian characters.
bool is_wide(char32_t c);

// The code point that ends before, or begins at, `at` in valid UTF-8; a line end where the text ends.
char32_t code_point_before(std::string_view text, std::size_t at);
char32_t code_point_at(std::string_view text, std::size_t at);
// Where the character behind the one at `at` begins.
std::uint32_t next_character(std::string_view text, std::uint32_t at);

// A link label as labels are compared: full case folding, runs of white space as one space, none at the ends.
// `folded` is overwritten.
void fold_label(std::string_view label, std::string& folded);

}  // namespace markdown
