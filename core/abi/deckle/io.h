/* Bytes in and bytes out. A plugin knows no paths and opens nothing itself. */
#ifndef DECKLE_IO_H
#define DECKLE_IO_H
#include "base.h"
DK_BEGIN_C

/* An opened input. Owned by the host, valid until the call returns; sources in options: [instance]. */
typedef struct dk_source {
  uint32_t size, flags;
  void *ctx;
  uint32_t id, reserved;  /* for spans */
  dk_str uri, media_type; /* uri: the name as a person would say it; not to be opened */
  uint64_t length;        /* below 4 GiB */
  const uint8_t *mapped;  /* the whole input, when not null: prefer it */
  /* Reads up to cap bytes at off; *got is 0 only at the end. */
  DK_FN(dk_status, read_at, void *ctx, uint64_t off, void *buf, uint64_t cap, uint64_t *got);
} dk_source;

/* Where an exporter writes. The host stages what is written: after an error no output is left. */
typedef struct dk_sink {
  uint32_t size, flags;
  void *ctx;
  DK_FN(dk_status, write, void *ctx, const void *buf, uint64_t len);
  /* Opens a file that belongs to this output (an image beside a page). `name` is relative, without "..". The part is
   * finished when the next one is opened or the call returns. */
  DK_FN(dk_status, open_part, void *ctx, dk_str name, dk_str media_type, struct dk_sink **out);
} dk_sink;

DK_END_C
#endif
