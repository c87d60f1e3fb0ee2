/* Changing a document: a list of edits on the nodes of the input, applied by the host in one pass after the call.
 *
 *  E1  Edits name nodes of the input, by index; content that edits bring cannot be edited.
 *  E2  Fields: the text, the kind, and each attribute key are one field each. The last set of a field wins; dropping
 *      an attribute sets it to "absent". A set attribute keeps its place; a new one goes last, in order of first set.
 *      Where the input has a custom key several times, a set takes the first place and the others go. A new kind brings
 *      its category and leaf flag; the other flags stay.
 *  E3  Fate: remove, unwrap and replace decide what becomes of a node; the last one wins. Remove: its subtree goes.
 *      Unwrap: it goes, its children take its place. Replace: the content takes its place.
 *  E4  Replacing a node twice keeps the later content only.
 *  E5  Every edit that names a node below a removed or replaced node is dropped. Of the node itself, removed or
 *      replaced, field edits, wraps and inserts first and last are dropped; inserts before and after it stay.
 *      Of an unwrapped node field edits and wraps are dropped; inserts stay at their places.
 *  E6  Inserts at one place (before, after, first, last) keep call order.
 *  E7  Wraps: content is one node; the wrapped node becomes its last child. Later wraps are outside earlier ones;
 *      inserts before and after stand outside all wraps.
 *  E8  New nodes without a span take that of the node their edit names; all new nodes are flagged DK_GENERATED.
 *  E9  An attribute that refers to a node names a node of the input (in content: of the same content). If that node
 *      is gone (removed, unwrapped, replaced, or below a removed or replaced one), the attribute is dropped.
 * E10  No edit: the result is the very same block. Otherwise it is a new canonical block.
 * E11  The root can only be replaced, by the content of a whole document, which then is the result: all other edits are
 *      dropped and E8 does not apply. Other edits that would move or remove the root, metadata or body are refused with
 *      DK_E_INPUT.
 * The result is validated; an invalid one is a fault of the transform. */
#ifndef DECKLE_EDITS_H
#define DECKLE_EDITS_H
#include "builder.h"
DK_BEGIN_C

enum { DK_BEFORE = 1, DK_AFTER, DK_FIRST, DK_LAST, DK_REPLACE, DK_WRAP };

/* Owned by the host, valid until the call that received it returns. An unknown node gives DK_E_INPUT. */
typedef struct dk_edits {
  uint32_t size, flags;
  void *ctx;
  DK_FN(dk_status, set_text, void *ctx, uint32_t node, dk_str text);
  DK_FN(dk_status, set_kind, void *ctx, uint32_t node, uint16_t kind);
  /* `value` as in dk_builder.attr. */
  DK_FN(dk_status, set_attr, void *ctx, uint32_t node, uint32_t key, uint32_t type, const void *value, uint64_t len);
  DK_FN(dk_status, drop_attr, void *ctx, uint32_t node, uint32_t key);
  DK_FN(dk_status, remove, void *ctx, uint32_t node, uint32_t keep_children);
  /* A builder for content at a place. It ends at the next edit; kind and key below leave it open. Node numbers in it
   * count from 0. */
  DK_FN(dk_status, put, void *ctx, uint32_t node, uint32_t place, dk_builder **content);
  /* Numbers of custom kinds and keys for set_kind and set_attr; 0 on failure. */
  DK_FN(uint16_t, kind, void *ctx, dk_str name, uint16_t flags);
  DK_FN(uint32_t, key, void *ctx, dk_str name);
} dk_edits;

DK_END_C
#endif
