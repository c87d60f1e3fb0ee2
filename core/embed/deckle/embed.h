/* libdeckle, version 0: Deckle inside another program. Bytes in, bytes out, and the document between them to look at.
 * Valid C11 and C++20. Link with `pkg-config --libs libdeckle`, or deckle::embed of find_package(deckle).
 *
 * A converter is opened for a pair of formats and serves many documents. It works in one of two places:
 *
 *   DECKLE_IN_WORKER  a `deckle worker` is spawned. Plugins run behind its fence, with limits of time and memory; one
 *                     that crashes costs its document. Calls may come from any thread, and wait for each other.
 *   DECKLE_HERE       plugins are loaded into this process, once, and never unloaded. That is fast, and as safe as the
 *                     plugins are. All these converters share one engine, and every call on them has to come from the
 *                     thread that opened the first: others are refused with DK_E_UNSUPPORTED.
 *
 * The process of the embedder is never forked, its signals are left alone, nothing is printed, and no file is opened
 * but plugins, the libraries they need and the cache of what they offer. What a document refers to, the embedder gives.
 *
 * Strings that are given are read during the call alone. Structs begin with their size, as the rules of base.h have it.
 * This interface may still change with every release; the library's version says so. */
#ifndef DECKLE_EMBED_H
#define DECKLE_EMBED_H
#include <deckle/document.h>
DK_BEGIN_C

/* Something that is said about a document, or about what a converter was to be. All of it is valid during the call. */
typedef struct deckle_diagnostic {
  uint32_t size, severity; /* DK_NOTE, DK_WARNING, DK_ERROR of diagnostic.h */
  dk_str code, message, hint;
  dk_str component;      /* the reader, transform or exporter that says it; empty: the host */
  dk_str file;           /* empty: it is about no place */
  uint64_t offset;       /* bytes from the start of the file */
  uint32_t line, column; /* from 1, columns in characters; 0: unknown */
} deckle_diagnostic;

enum { DECKLE_IN_WORKER = 0, DECKLE_HERE = 1 };

/* What `deckle convert` takes from its command line. Zero it, set the size and what is wanted. */
typedef struct deckle_settings {
  uint32_t size, where;     /* DECKLE_IN_WORKER or DECKLE_HERE */
  dk_str from;              /* "markdown+smart"; empty: found by content and name, document by document */
  dk_str to;                /* "html"; empty: no output, only the document is wanted */
  const dk_str *transforms; /* "toc", "shift-headings:by=1", in their order */
  const dk_str *reader_options, *exporter_options; /* "standalone=true" */
  const dk_str *plugin_paths;                      /* folders, before the usual ones */
  uint32_t transform_count, reader_option_count, exporter_option_count, plugin_path_count;
  dk_str program;           /* deckle; empty: the one that was installed with this library */
  uint64_t time_ms, memory; /* that a document may take, in a worker; bytes; 0: as `deckle convert` has it */
  /* Called for each diagnostic, on the thread that called, before the function that causes it returns. May be null.
   * It must not call this library. */
  DK_FN(void, report, void *ctx, const deckle_diagnostic *diagnostic);
  void *ctx;
  /* Gives what a document refers to beside itself: images, media, and further input that its reader asks for. Called as
   * report is; no file is opened instead, and null means that there is nothing. `name`: a path that begins where the
   * document's own name does: what stands in docs/a.md as ../img/b.png is img/b.png. What leads above that beginning,
   * to another machine or to an absolute path is refused without a question. A document whose name begins with a slash
   * may ask for whatever does, so look before you open. Links are left alone.
   * DK_OK: the bytes, copied before this library calls or returns again. Anything else: there is none, which is a
   * warning about the document. Its time counts as the document's. */
  DK_FN(dk_status, resource, void *ctx, dk_str name, dk_str *bytes);
  dk_str resources; /* what becomes of images: "keep" their addresses, or "embed" them; empty: as the format has it */
  /* Non-zero: the document being converted, and all that follow, end soon with DK_E_CANCELLED; set and cleared by the
   * embedder, from any thread. May be null. A worker is ended if it does not listen; here a plugin has to. */
  const volatile uint32_t *cancel;
} deckle_settings;

typedef struct deckle_converter deckle_converter;
typedef struct deckle_result deckle_result;

/* DK_E_CONFIG: there is no such format, or an option is wrong; DK_E_UNSUPPORTED: not on this thread; DK_E_IO: the
 * worker cannot be started, or is gone. *out is null unless it is DK_OK. */
DK_EXPORT dk_status deckle_open(const deckle_settings *settings, deckle_converter **out) DK_NOEXCEPT;
DK_EXPORT void deckle_close(deckle_converter *converter) DK_NOEXCEPT; /* may be null; results stay */

/* `name`: what messages call it, and what its format is found by besides its content; it is not opened. The bytes are
 * read during the call alone. DK_E_INPUT: the document cannot be converted, and an error says why; DK_E_CANCELLED: the
 * embedder wanted it so; DK_E_IO: the worker is gone, and the converter of no more use. *out is null unless it is
 * DK_OK. */
DK_EXPORT dk_status deckle_convert(deckle_converter *converter, dk_str name, const void *bytes, uint64_t len,
                                   deckle_result **out) DK_NOEXCEPT;

/* What came of a document: the caller's until it is freed. All below is valid until then. */
DK_EXPORT dk_str deckle_output(const deckle_result *result) DK_NOEXCEPT;
/* Further files, such as images that a page lies beside, by names relative to it. */
DK_EXPORT uint32_t deckle_part_count(const deckle_result *result) DK_NOEXCEPT;
DK_EXPORT dk_str deckle_part_name(const deckle_result *result, uint32_t part) DK_NOEXCEPT;
DK_EXPORT dk_str deckle_part_bytes(const deckle_result *result, uint32_t part) DK_NOEXCEPT;
/* The document after the transforms, validated; to be read by the rules of document.h, or with deckle/document.hpp. */
DK_EXPORT const dk_doc *deckle_document(const deckle_result *result) DK_NOEXCEPT;
DK_EXPORT void deckle_free(deckle_result *result) DK_NOEXCEPT; /* may be null */

/* The release of this library, "0.1.0". */
DK_EXPORT dk_str deckle_version(void) DK_NOEXCEPT;

DK_END_C
#endif
