/* A document: one relocatable block of bytes, the same in memory, in a cache file and across processes.
 *
 * The block is a dk_doc_header, then dk_section[section_count], then the sections, each 8-byte aligned. Offsets count
 * from the block's first byte; sections do not overlap. Unknown sections are carried along.
 * Nodes lie in preorder: the first child of i is i+1, the subtree of i is the run [i, i+subtree). Links point forward,
 * so one linear pass proves that the block is a tree. Node 0 is the root, of kind document; its children are exactly
 * metadata and body.
 * Limits: fewer than 2^32 - 1 nodes, attributes and spans; 4 GiB of text. */
#ifndef DECKLE_DOCUMENT_H
#define DECKLE_DOCUMENT_H
#include "base.h"
#include "kinds.h"
DK_BEGIN_C

#define DK_DOC_MAGIC 0x314B4445434B4544ull /* "DEKCDEK1" as little-endian bytes */
#define DK_DOC_LAYOUT 1u

enum {
  DK_SEC_NODES = 1, /* dk_node */
  DK_SEC_ATTRS,     /* dk_attr */
  DK_SEC_TEXT,      /* bytes: valid UTF-8, and so is every string in it */
  DK_SEC_SPANS,     /* dk_span */
  DK_SEC_NAMES,     /* dk_name: keys and kinds that are not core */
  DK_SEC_SOURCES,   /* dk_source_record */
  DK_SEC_RESOURCES, /* dk_resource_record */
  DK_SEC_BYTES,     /* bytes: contents of embedded resources */
  DK_SEC_BOXES,     /* reserved: where spans of kind page lie on their page */
  DK_SEC_PRIVATE = 0x1000
};

typedef struct dk_doc_header {
  uint64_t magic;
  uint32_t layout, flags;
  uint64_t total_size; /* of the block, bytes */
  uint32_t section_count, reserved;
} dk_doc_header;

typedef struct dk_section {
  uint32_t tag, stride; /* stride: bytes from one record to the next, at least the size known here; 1 for bytes */
  uint64_t offset, count;
} dk_section;

typedef struct dk_node {
  uint16_t kind, flags;
  uint32_t parent;  /* DK_NONE for the root */
  uint32_t subtree; /* nodes in it, this one included */
  uint32_t text_off, text_len;
  uint32_t attr_begin, attr_count;
  uint32_t span; /* index in spans, or DK_NONE */
} dk_node;

/* Strings: low = offset in the text, high = length. Int, bool and double: the 64 bits of the value, low half first.
 * Node and resource: low = index. */
typedef struct dk_attr {
  uint32_t key, type, low, high;
} dk_attr;

typedef struct dk_name {
  uint32_t text_off, text_len;
  uint32_t is_kind; /* 1: a kind, 0: a key */
  uint32_t flags;   /* of a kind: its category and DK_LEAF */
} dk_name;

/* Sources form a tree: a part of a container has the container as its parent. */
enum { DK_SOURCE_FILE = 1, DK_SOURCE_PART, DK_SOURCE_PAGE, DK_SOURCE_GENERATED };
typedef struct dk_source_record {
  uint32_t name_off, name_len;
  uint32_t parent; /* an earlier source, or DK_NONE */
  uint32_t what;   /* DK_SOURCE_*; unknown: treated as a part */
  uint32_t media_off, media_len;
  uint64_t bytes;
} dk_source_record;

/* A resource by reference has bytes_len 0 and DK_RESOURCE_EXTERNAL: its name is the address, relative to its source. */
enum { DK_RESOURCE_EXTERNAL = 1 };
typedef struct dk_resource_record {
  uint32_t name_off, name_len;
  uint32_t media_off, media_len;
  uint32_t source; /* where it was found, or DK_NONE */
  uint32_t flags;
  uint64_t bytes_off, bytes_len; /* in the bytes section */
} dk_resource_record;

/* A section as it lies in memory: record i begins at `at + i * stride`. */
typedef struct dk_view {
  const uint8_t *at;
  uint64_t count;
  uint32_t stride, reserved;
} dk_view;

/* A validated block with its sections found. Read it through sdk/deckle/document.hpp, or by the rules above.
 * Owned by the host; valid until the call returns. */
typedef struct dk_doc {
  uint32_t size, layout;
  const uint8_t *base;
  uint64_t bytes;
  dk_view nodes, attrs, text, spans, names, sources, resources, blobs;
} dk_doc;

DK_END_C
#endif
