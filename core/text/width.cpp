// Columns of a text on a terminal: East Asian wide and full-width characters count two, what is drawn over its
// neighbour counts none, ambiguous characters count one. An emoji with all that joins it counts two.
#include <unicode/uchar.h>

#include "deckle/utf8.hpp"
#include "text/functions.hpp"
#include "text/results.hpp"

namespace deckle::text {
namespace {

constexpr char32_t soft_hyphen = 0x00AD, joiner = 0x200D, emoji_selector = 0xFE0F;

bool is_pictograph(char32_t c) { return u_hasBinaryProperty(static_cast<UChar32>(c), UCHAR_EXTENDED_PICTOGRAPHIC); }
bool is_modifier(char32_t c) { return c >= 0x1F3FB && c <= 0x1F3FF; }

// Vowels and final consonants of Hangul are drawn inside the syllable that their first consonant began.
bool is_inner_jamo(char32_t c) { return (c >= 0x1160 && c <= 0x11FF) || (c >= 0xD7B0 && c <= 0xD7FF); }

unsigned columns(char32_t c) {
  const auto point = static_cast<UChar32>(c);
  const uint32_t type = U_MASK(u_charType(point));
  if (c == soft_hyphen) return 1;
  if ((type & (U_GC_MN_MASK | U_GC_ME_MASK | U_GC_CF_MASK | U_GC_CC_MASK | U_GC_ZL_MASK | U_GC_ZP_MASK)) != 0) return 0;
  if (is_inner_jamo(c)) return 0;
  const int32_t width = u_getIntPropertyValue(point, UCHAR_EAST_ASIAN_WIDTH);
  return width == U_EA_WIDE || width == U_EA_FULLWIDTH ? 2 : 1;
}

}  // namespace

uint64_t width(dk_str text) noexcept {
  const std::string_view all = view(text);
  uint64_t total = 0;
  unsigned base_columns = 0;  // of the character that marks and selectors belong to
  bool pictograph = false;    // that character is a pictograph,
  bool joined = false;        // and a joiner follows it
  for (std::size_t at = 0; at < all.size();) {
    const char32_t c = utf8::next(all, at);
    if (c < 0x7F) {
      base_columns = c < 0x20 ? 0 : 1;
      total += base_columns;
      pictograph = joined = false;
    } else if (c == emoji_selector) {
      if (pictograph && base_columns == 1) total += 1, base_columns = 2;
    } else if (c == joiner) {
      joined = pictograph;
    } else if (pictograph && (is_modifier(c) || (joined && is_pictograph(c)))) {
      if (base_columns == 1) total += 1, base_columns = 2;
      joined = false;
    } else if (const unsigned own = columns(c); own != 0) {
      total += own;
      base_columns = own;
      pictograph = is_pictograph(c);
      joined = false;
    }
  }
  return total;
}

}  // namespace deckle::text
