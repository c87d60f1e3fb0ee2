/* Extension deckle.links/1: what an address in a document becomes in the output being written.
 *
 * The host knows all inputs and outputs of a job, and what the output's `resources` says. A link to another input
 * becomes a link to that input's file in the same output, relative to the file being written, with its query and
 * fragment. What an image leads to is copied, embedded or linked; an exporter need not know which.
 *
 * For exporters, during write(). `node`: the link, image or media of the document being written; `address`: as it
 * stands there, empty if there is none. A problem with the address has been reported at the node, once a target. */
#ifndef DECKLE_LINKS_H
#define DECKLE_LINKS_H
#include "host.h"
DK_BEGIN_C
#define DK_EXT_LINKS "deckle.links/1"

typedef struct dk_links {
  uint32_t size, flags;
  /* *out is the address to write, valid until the call returns. Never fails for content: what cannot be mapped comes
   * back unchanged. */
  DK_FN(dk_status, address, const dk_call *call, uint32_t node, dk_str address, dk_str *out);
  /* For formats that hold their images inside: the bytes, valid until the call returns, the same source for the same
   * target. *out is null when the output only names files, or there are no bytes: then write what address() says. */
  DK_FN(dk_status, content, const dk_call *call, uint32_t node, dk_str address, const dk_source **out);
} dk_links;

DK_END_C
#endif
