/* Extension deckle.links/1: what an address in a document becomes in the output being written.
 *
 * The host knows all inputs and outputs of a job. A link to another input becomes a link to that input's file in the
 * same output, relative to the file being written, with its fragment; every other address stays as it is. */
#ifndef DECKLE_LINKS_H
#define DECKLE_LINKS_H
#include "host.h"
DK_BEGIN_C
#define DK_EXT_LINKS "deckle.links/1"

typedef struct dk_links {
  uint32_t size, flags;
  /* For exporters. `node`: the link or image of the document being written; `address`: as it stands there. *out is
   * valid until the call returns. Never fails for content: what cannot be mapped comes back unchanged. */
  DK_FN(dk_status, address, const dk_call *call, uint32_t node, dk_str address, dk_str *out);
} dk_links;

DK_END_C
#endif
