/* Extension deckle.text/1: what needs Unicode data. Results lie in the call's scratch memory. */
#ifndef DECKLE_TEXT_H
#define DECKLE_TEXT_H
#include "host.h"
DK_BEGIN_C
#define DK_EXT_TEXT "deckle.text/1"

/* From text offset `text` on, byte text + k came from source byte source + k, until the next piece begins. Where a
 * piece is not one-to-one (`scaled` is 1: a decoded, replaced or dropped sequence), all its bytes came from the bytes
 * between its source offset and that of the next piece. Closed for ever. */
typedef struct dk_piece {
  uint32_t text, source, scaled;
} dk_piece;

typedef struct dk_decoded {
  uint32_t size, flags;
  dk_str text;                      /* valid UTF-8, no byte order mark; newlines and NUL bytes as they came */
  dk_str charset;                   /* IANA name */
  uint64_t replaced;                /* malformed sequences that became U+FFFD */
  uint64_t first_bad;               /* source offset of the first of them */
  uint32_t piece_count, confidence; /* confidence 0..100 of a guessed charset; 100: declared, BOM or valid UTF-8 */
  const dk_piece *pieces;           /* at least one; the last one reaches to the end */
} dk_decoded;

enum { DK_SEGMENT_GRAPHEME = 1, DK_SEGMENT_WORD, DK_SEGMENT_SENTENCE, DK_SEGMENT_LINE };
enum {
  DK_CHAR_OTHER = 0,
  DK_CHAR_LETTER,
  DK_CHAR_MARK,
  DK_CHAR_NUMBER,
  DK_CHAR_PUNCTUATION,
  DK_CHAR_SYMBOL,
  DK_CHAR_SPACE,
  DK_CHAR_CONTROL
};

typedef struct dk_text {
  uint32_t size, flags;
  /* Decodes bytes to UTF-8. `charset`: a name to use, or empty: byte order mark, valid UTF-8, then ICU's detection.
   * DK_E_CONFIG for a name that nobody knows. */
  DK_FN(dk_status, decode, const dk_call *call, const uint8_t *bytes, uint64_t len, dk_str charset,
        const dk_decoded **out);
  DK_FN(dk_status, nfc, const dk_call *call, dk_str text, dk_str *out);
  DK_FN(dk_status, fold_case, const dk_call *call, dk_str text, dk_str *out);
  /* `locale`: BCP 47, or empty. */
  DK_FN(dk_status, lower, const dk_call *call, dk_str text, dk_str locale, dk_str *out);
  /* Boundaries as byte offsets, the first 0 and the last text.len; *count of them. */
  DK_FN(dk_status, segment, const dk_call *call, dk_str text, uint32_t what, dk_str locale, const uint32_t **out,
        uint32_t *count);
  /* Columns on a terminal: wide characters count two, marks none. */
  DK_FN(uint64_t, width, dk_str text);
  /* DK_CHAR_* of a code point: letter L*, mark M*, number N*, punctuation P*, symbol S*, space Z*, control C*. */
  DK_FN(uint32_t, category, uint32_t code_point);
} dk_text;

DK_END_C
#endif
