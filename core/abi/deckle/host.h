/* What the host gives a plugin: itself, and the call that is under way. */
#ifndef DECKLE_HOST_H
#define DECKLE_HOST_H
#include "diagnostic.h"
#include "document.h"
#include "io.h"
DK_BEGIN_C

/* Lives as long as the process. */
typedef struct dk_host {
  uint32_t size, abi;
  void *ctx;
  dk_str name, version;
  /* An optional ability by its id ("deckle.text/1"), a struct of that extension's header; null if unknown. */
  DK_FN(const void *, extension, const struct dk_host *host, const char *id);
  DK_FN(void, log, const struct dk_host *host, uint32_t severity, dk_str text);
} dk_host;

/* Valid until the call that received it returns. */
typedef struct dk_call {
  uint32_t size, flags;
  void *ctx;
  const dk_host *host;
  const volatile uint32_t *cancel; /* non-zero: return DK_E_CANCELLED soon */
  uint64_t max_nodes, max_bytes_out;
  uint32_t max_depth, max_ratio; /* depth: deeper nesting must be read flat; ratio: expansion beyond 16 MiB */
  DK_FN(void, report, void *ctx, const dk_diag *diag);
  DK_FN(void, progress, void *ctx, uint64_t done, uint64_t total);
  /* Memory that is freed when the call returns; null when there is none. align: a power of two up to 64. */
  DK_FN(void *, scratch, void *ctx, uint64_t bytes, uint32_t align);
  /* The only way to more input: an address as it stands in a source. DK_E_INPUT: not there, or out of reach, and
   * reported. *out is valid until the call returns. */
  DK_FN(dk_status, resolve, void *ctx, uint32_t from_source, dk_str uri, const dk_source **out);
} dk_call;

DK_END_C
#endif
