#include "unicode.hpp"

#include <deckle/utf8.hpp>

#include <algorithm>
#include <iterator>

#include "characters.hpp"
#include "unicode_tables.hpp"

namespace markdown {
namespace {

// The first row that ends at or behind c; null if there is none.
template <class Row>
const Row* row_for(const Row* rows, std::size_t count, char32_t c) {
  const Row* row = std::lower_bound(rows, rows + count, c, [](const Row& r, char32_t value) { return r.last < value; });
  return row == rows + count || row->first > c ? nullptr : row;
}

void append_folded(std::string& out, char32_t c) {
  if (const FoldRange* row = row_for(fold_ranges, fold_ranges_count, c); row && (c - row->first) % row->step == 0) {
    deckle::utf8::append(out, static_cast<char32_t>(static_cast<std::int32_t>(c) + row->added));
    return;
  }
  const LongFold* fold = std::lower_bound(long_folds, long_folds + long_folds_count, c,
                                          [](const LongFold& row, char32_t value) { return row.from < value; });
  if (fold == long_folds + long_folds_count || fold->from != c) return deckle::utf8::append(out, c);
  for (const char32_t to : fold->to)
    if (to != 0) deckle::utf8::append(out, to);
}

}  // namespace

bool is_unicode_punctuation(char32_t c) {
  if (c == 0) return true;  // it reads as U+FFFD, a symbol
  if (c < 0x80) return is_punctuation(static_cast<char>(c));
  return row_for(punctuation_ranges, punctuation_ranges_count, c) != nullptr;
}

bool is_unicode_space(char32_t c) {
  if (c < 0x80) return is_space(static_cast<char>(c));
  return row_for(space_ranges, space_ranges_count, c) != nullptr;
}

bool is_unicode_word(char32_t c) { return !is_unicode_space(c) && !is_unicode_punctuation(c); }

std::uint32_t columns_of(char32_t c) {
  if (c < 0x80) return 1;
  if (row_for(no_width_ranges, no_width_ranges_count, c)) return 0;
  return row_for(wide_ranges, wide_ranges_count, c) ? 2 : 1;
}

bool is_wide(char32_t c) { return columns_of(c) == 2; }

char32_t code_point_before(std::string_view text, std::size_t at) {
  if (at == 0) return '\n';
  std::size_t begin = at - 1;
  while (begin > 0 && (static_cast<unsigned char>(text[begin]) & 0xC0) == 0x80) --begin;
  return deckle::utf8::decode(text, begin).code_point;
}

char32_t code_point_at(std::string_view text, std::size_t at) {
  return at < text.size() ? deckle::utf8::decode(text, at).code_point : U'\n';
}

std::uint32_t next_character(std::string_view text, std::uint32_t at) {
  return at + static_cast<std::uint32_t>(deckle::utf8::decode(text, at).length);
}

void fold_label(std::string_view label, std::string& folded) {
  folded.clear();
  bool space = false;
  for (std::size_t at = 0; at < label.size();) {
    const char c = label[at];
    if (is_space(c)) {
      space = !folded.empty();
      ++at;
      continue;
    }
    if (space) folded += ' ';
    space = false;
    if (static_cast<unsigned char>(c) < 0x80) folded += to_lower(c), ++at;
    else append_folded(folded, deckle::utf8::next(label, at));
  }
}

}  // namespace markdown
