/* Extension deckle.yaml/1: YAML 1.2 read into a tree whose every value knows its place. The reader of jobs, front
 * matter and dumps. Results lie in the call's scratch memory. */
#ifndef DECKLE_YAML_H
#define DECKLE_YAML_H
#include "host.h"
DK_BEGIN_C
#define DK_EXT_YAML "deckle.yaml/1"

enum { DK_YAML_NULL = 0, DK_YAML_SCALAR, DK_YAML_LIST, DK_YAML_MAP };
enum { DK_YAML_PLAIN = 0, DK_YAML_QUOTED, DK_YAML_BLOCK }; /* block: literal or folded */

typedef struct dk_yaml {
  uint32_t size, type;
  uint32_t style;                     /* of a scalar */
  uint32_t count;                     /* items of a list; entries of a map */
  uint32_t begin, end;                /* bytes of the text that was read */
  dk_str value;                       /* of a scalar, without quotes and escapes */
  dk_str tag;                         /* "!!str" and the like as written; empty: none */
  const struct dk_yaml *const *keys;  /* of a map: scalars, no two equal */
  const struct dk_yaml *const *items; /* of a list or map */
} dk_yaml;

typedef struct dk_yaml_error {
  uint32_t size, begin, end, reserved;
  dk_str message;
} dk_yaml_error;

typedef struct dk_yaml_reader {
  uint32_t size, flags;
  /* Reads the first document in `text`. Refused with DK_E_INPUT and *error: bad syntax, duplicate keys, keys that are
   * not scalars, nesting deeper than 64 (0: the default) or `max_depth`, aliases that expand to more than 10,000 nodes.
   */
  DK_FN(dk_status, parse, const dk_call *call, dk_str text, uint32_t max_depth, const dk_yaml **out,
        const dk_yaml_error **error);
} dk_yaml_reader;

DK_END_C
#endif
