/* Building a document: nodes are opened in reading order and closed; the host checks every call.
 *
 * A builder belongs to the host and lives until the call that received it returns. After a failure every further call
 * fails with the same status, so a plugin may check once, at the end. */
#ifndef DECKLE_BUILDER_H
#define DECKLE_BUILDER_H
#include "document.h"
DK_BEGIN_C

/* Many nodes at once. In `nodes`, offsets and indices are relative to this batch: text_off to `text`, attr_begin to
 * `attrs`, span to `spans`; strings of attributes to `text`. No two strings share bytes. `parent` is 0; `subtree` says
 * how many open nodes are closed right after this one: 0 leaves it open, 1 closes it, 2 its parent too, and so on.
 * An attribute of type node holds the number of the target as append() counts: see dk_builder.count. */
typedef struct dk_batch {
  uint32_t size, node_count;
  const dk_node *nodes;
  const dk_attr *attrs;
  const dk_span *spans;
  const char *text;
  uint64_t text_len;
  uint32_t attr_count, span_count;
} dk_batch;

typedef struct dk_builder {
  uint32_t size, flags;
  void *ctx;
  /* The number of a custom kind, with its category and DK_LEAF; of a custom key. Asking again gives the same number.
   * 0 on failure. */
  DK_FN(uint16_t, kind, void *ctx, dk_str name, uint16_t flags);
  DK_FN(uint32_t, key, void *ctx, dk_str name);
  /* A further source: a part of a container, a page, generated text. `what` is a DK_SOURCE_*. DK_NONE on failure. */
  DK_FN(uint32_t, source, void *ctx, uint32_t parent, uint32_t what, dk_str name, dk_str media_type, uint64_t bytes);
  /* A resource whose bytes are copied into the document; with bytes null, one by reference. DK_NONE on failure. */
  DK_FN(uint32_t, resource, void *ctx, dk_str name, dk_str media_type, uint32_t source, const void *bytes,
        uint64_t len);
  /* Opens a node below the one open now and gives its number; DK_NONE on failure. `where` may be null. */
  DK_FN(uint32_t, open, void *ctx, uint16_t kind, dk_str text, const dk_span *where);
  /* Sets an attribute of the node opened last, before anything else is opened or closed. `value`: the bytes of the
   * string, an int64_t, a uint32_t (bool, node, resource) or a double. */
  DK_FN(dk_status, attr, void *ctx, uint32_t key, uint32_t type, const void *value, uint64_t len);
  /* Flags of the node opened last: DK_GENERATED, DK_BOUNDARY, DK_ATOMIC are added. */
  DK_FN(dk_status, flags_of_last, void *ctx, uint16_t flags);
  DK_FN(dk_status, close, void *ctx, uint32_t levels);
  /* Copies the subtree of a node of a document, with all it refers to. */
  DK_FN(dk_status, copy, void *ctx, const dk_doc *from, uint32_t node);
  DK_FN(dk_status, append, void *ctx, const dk_batch *batch);
  /* How many nodes were opened so far: the number that the next one gets. */
  DK_FN(uint32_t, count, void *ctx);
  /* The spans of open nodes that end earlier in that source end here. For readers that learn what belongs to a list or
   * a quotation only when it is over. */
  DK_FN(dk_status, extend, void *ctx, uint32_t source, uint32_t end);
} dk_builder;

DK_END_C
#endif
