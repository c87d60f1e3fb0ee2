/* Diagnostics: what a plugin says about a document. Bad content is a diagnostic with a position, never a crash. */
#ifndef DECKLE_DIAGNOSTIC_H
#define DECKLE_DIAGNOSTIC_H
#include "base.h"
DK_BEGIN_C

struct dk_value;

/* error: the document has no valid output, and the call returns something other than DK_OK; one without the other is
 * a fault of the plugin. Unknown severities count as warnings. */
enum { DK_NOTE = 0, DK_WARNING = 1, DK_ERROR = 2 };

/* A replacement of source bytes that would mend the matter. */
typedef struct dk_fix {
  uint32_t size, reserved;
  dk_span where;
  dk_str replacement;
} dk_fix;

typedef struct dk_related {
  uint32_t size, reserved;
  dk_span where;
  dk_str text;
} dk_related;

typedef struct dk_diag {
  uint32_t size, severity;
  dk_str code; /* declared in the component's info: "markdown.unclosed-fence" */
  dk_str message, hint;
  const dk_span *where; /* or null: then the span of `node`, if that is not DK_NONE */
  uint32_t node;        /* of the document that the call was given */
  uint32_t related_count, fix_count, reserved;
  const dk_related *const *related;
  const dk_fix *const *fixes;
  /* In create: the value that it is about, of those given or inside one of them; `where` of it is then the place.
   * Else null. */
  const struct dk_value *option;
} dk_diag;

/* A code that a component may report; its documentation is shown by `deckle explain CODE`. [plugin] */
typedef struct dk_code {
  uint32_t size, default_severity;
  dk_str code, doc;
} dk_code;

DK_END_C
#endif
