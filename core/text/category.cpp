// The general category of a code point, by its first letter.
#include <unicode/uchar.h>

#include "text/functions.hpp"

namespace deckle::text {

uint32_t category(uint32_t code_point) noexcept {
  if (code_point > 0x10FFFF) return DK_CHAR_OTHER;
  const uint32_t type = U_MASK(u_charType(static_cast<UChar32>(code_point)));
  if ((type & U_GC_L_MASK) != 0) return DK_CHAR_LETTER;
  if ((type & U_GC_M_MASK) != 0) return DK_CHAR_MARK;
  if ((type & U_GC_N_MASK) != 0) return DK_CHAR_NUMBER;
  if ((type & U_GC_P_MASK) != 0) return DK_CHAR_PUNCTUATION;
  if ((type & U_GC_S_MASK) != 0) return DK_CHAR_SYMBOL;
  if ((type & U_GC_Z_MASK) != 0) return DK_CHAR_SPACE;
  return DK_CHAR_CONTROL;
}

}  // namespace deckle::text
