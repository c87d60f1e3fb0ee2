// Words that differ between pandoc's AST and Deckle's attributes, both ways. An empty word of ours: no attribute.
#pragma once
#include <string_view>

namespace json {

struct WordPair {
  std::string_view pandoc, ours;
};

inline constexpr WordPair number_styles[] = {
    {"DefaultStyle", ""},          {"Example", "example"},        {"Decimal", "decimal"},
    {"LowerRoman", "lower-roman"}, {"UpperRoman", "upper-roman"}, {"LowerAlpha", "lower-alpha"},
    {"UpperAlpha", "upper-alpha"},
};
inline constexpr WordPair number_delimiters[] = {
    {"DefaultDelim", ""},
    {"Period", "period"},
    {"OneParen", "one-parenthesis"},
    {"TwoParens", "two-parentheses"},
};
inline constexpr WordPair alignments[] = {
    {"AlignDefault", ""},
    {"AlignLeft", "left"},
    {"AlignRight", "right"},
    {"AlignCenter", "center"},
};
inline constexpr WordPair quote_types[] = {{"SingleQuote", "single"}, {"DoubleQuote", "double"}};
inline constexpr WordPair math_types[] = {{"InlineMath", "inline"}, {"DisplayMath", "display"}};
inline constexpr WordPair citation_modes[] = {
    {"NormalCitation", ""},
    {"AuthorInText", "author-in-text"},
    {"SuppressAuthor", "suppress-author"},
};

// Pandoc's word for ours; the first of the list for a word that the list lacks.
template <std::size_t N>
constexpr std::string_view pandoc_word(const WordPair (&words)[N], std::string_view ours) {
  for (const WordPair& word : words)
    if (word.ours == ours) return word.pandoc;
  return words[0].pandoc;
}

// The custom kind for pandoc's block Null, which api 1.23 no longer has.
inline constexpr std::string_view null_block = "pandoc-null";

}  // namespace json
