/* What a plugin offers: constant data behind one symbol. Nothing is called to learn it. [plugin] throughout. */
#ifndef DECKLE_PLUGIN_H
#define DECKLE_PLUGIN_H
#include "builder.h"
#include "diagnostic.h"
#include "document.h"
#include "edits.h"
#include "host.h"
#include "io.h"
#include "options.h"
DK_BEGIN_C

/* deterministic: same input and options, same result. lossless: reading back what the exporter of this format wrote
 * gives an equal document. idempotent: the transform applied twice changes nothing the second time. binary: what the
 * exporter writes is not text. */
enum { DK_CAP_DETERMINISTIC = 1, DK_CAP_LOSSLESS = 2, DK_CAP_IDEMPOTENT = 4, DK_CAP_BINARY = 8 };

/* Bytes that tell a format: `bytes` at `offset`, compared under `mask` when that is not empty. */
typedef struct dk_magic {
  uint32_t size, offset, score, reserved; /* score 1..100: how sure it makes */
  dk_str bytes, mask;
} dk_magic;

/* Another name for a component, with options preset: name "gfm", options "dialect: gfm". */
typedef struct dk_alias {
  uint32_t size, reserved;
  dk_str name, options_yaml, doc;
} dk_alias;

typedef struct dk_info {
  uint32_t size, caps;
  dk_str name;  /* as jobs say it: the format of a reader or exporter, the name of a transform */
  dk_str title; /* as people say it */
  dk_str doc;   /* what it does, in a sentence or two; Markdown */
  const dk_str *media_types, *suffixes; /* suffixes without a dot, the usual one first */
  const uint16_t *kinds;                /* of an exporter: the kinds it expresses; others are losses */
  const dk_magic *const *magic;
  const dk_alias *const *aliases;
  const dk_option *const *options;
  const dk_code *const *codes;
  uint32_t media_type_count, suffix_count, kind_count, magic_count, alias_count, option_count, code_count, reserved;
} dk_info;

typedef struct dk_instance dk_instance;

/* An instance is made for a job and serves many documents: create (begin work end)* destroy. After end() nothing of
 * the document is left in it. `options`: one value for every declared option, in the order declared. [instance] */
typedef struct dk_life {
  uint32_t size, flags;
  DK_FN(dk_status, create, const dk_host *host, const dk_call *call, const dk_value *const *options, dk_instance **out);
  DK_FN(dk_status, begin, dk_instance *instance, const dk_call *call);
  DK_FN(void, end, dk_instance *instance);
  DK_FN(void, destroy, dk_instance *instance);
  /* An optional ability of this component by id; null if unknown. */
  DK_FN(const void *, extension, dk_instance *instance, const char *id);
} dk_life;

enum { DK_ROLE_READER = 1, DK_ROLE_TRANSFORM = 2, DK_ROLE_EXPORTER = 3 }; /* unknown roles are left alone */

typedef struct dk_reader {
  uint32_t size, flags;
  /* How surely these are the first bytes of this format, 0..100. Pure; asked only among readers that magic and suffix
   * leave tied. May be null. */
  DK_FN(uint32_t, probe, const uint8_t *head, uint64_t len, dk_str uri);
  DK_FN(dk_status, read, dk_instance *instance, const dk_call *call, const dk_source *in, dk_builder *out);
} dk_reader;

typedef struct dk_transform {
  uint32_t size, flags;
  DK_FN(dk_status, run, dk_instance *instance, const dk_call *call, const dk_doc *in, dk_edits *out);
} dk_transform;

typedef struct dk_exporter {
  uint32_t size, flags;
  DK_FN(dk_status, write, dk_instance *instance, const dk_call *call, const dk_doc *in, dk_sink *out);
} dk_exporter;

typedef struct dk_component {
  uint32_t size, role;
  const dk_info *info;
  const dk_life *life;
  const void *table; /* dk_reader, dk_transform or dk_exporter, by role */
} dk_component;

typedef struct dk_plugin {
  uint32_t size, abi; /* DK_ABI_REVISION; both are read before anything else */
  dk_str id;          /* reverse DNS: "org.deckle.markdown" */
  dk_str version, license, vendor, url;
  const dk_component *const *components;
  uint32_t component_count, flags;
  DK_FN(dk_status, init, const dk_host *host); /* once, after loading; may be null */
  DK_FN(void, fini, void); /* once, before a process ends in order; workers do not, they are killed. May be null */
} dk_plugin;

/* The one symbol. It becomes deckle_plugin_v1 when the ABI is declared 1.0. */
extern DK_EXPORT const dk_plugin deckle_plugin_v0;

DK_END_C
#endif
