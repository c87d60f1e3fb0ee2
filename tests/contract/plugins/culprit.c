/* A small plugin that keeps every promise, and one variant of it for each promise that breaks it and no other:
 * CULPRIT_<check> is defined for one of them; where there are several, CULPRIT_<check>__<how>.
 * With CRASHES_ON_NOTES its transform and its exporter do. It reads lines, writes
 * their text, and changes nothing. */
#include <deckle/links.h>
#include <deckle/plugin.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#define STR(literal) \
  { literal, sizeof(literal) - 1 }

struct dk_instance {
  int documents;
};

static const dk_str no_text = {0, 0};

#if defined CULPRIT_entry_symbol
DK_EXPORT int another(void);
DK_EXPORT int another(void) { return 1; }
#elif defined CULPRIT_quiet_loading
__attribute__((constructor)) static void early(void) { setenv("CULPRIT", "was here", 1); }
#elif defined CULPRIT_fast_description
__attribute__((constructor)) static void early(void) { usleep(150 * 1000); }
#endif

static void say(const dk_call *call, uint32_t severity, const char *code, const char *message,
                const dk_value *option) {
  dk_diag diagnostic;
  memset(&diagnostic, 0, sizeof diagnostic);
  diagnostic.size = sizeof diagnostic;
  diagnostic.severity = severity;
  diagnostic.code.ptr = code;
  diagnostic.code.len = strlen(code);
  diagnostic.message.ptr = message;
  diagnostic.message.len = strlen(message);
  diagnostic.node = DK_NONE;
  diagnostic.option = option;
  call->report(call->ctx, &diagnostic);
}

/* ---- the instance ---- */

#if defined CULPRIT_life
static int last_one_is_gone;
#endif

static dk_status create(const dk_host *host, const dk_call *call, const dk_value *const *options, dk_instance **out) {
  (void)host, (void)call, (void)options;
#if defined CULPRIT_option_values
  if (options[0]->u.i == 6) {
    say(call, DK_ERROR, "culprit.refused", "6 is too deep", options[0]);
    return DK_E_CONFIG;
  }
#elif defined CULPRIT_refusals__nowhere
  if (options[0]->u.i == 6 && options[1]->u.b) {
    say(call, DK_ERROR, "culprit.refused", "too deep, and too loud", NULL);
    return DK_E_CONFIG;
  }
#elif defined CULPRIT_refusals__silent
  if (options[0]->u.i == 6 && options[1]->u.b) return DK_E_CONFIG;
#elif defined CULPRIT_life
  last_one_is_gone = 0;
#endif
  *out = calloc(1, sizeof **out);
  return *out ? DK_OK : DK_E_NOMEM;
}

static void destroy(dk_instance *self) {
#if defined CULPRIT_life
  last_one_is_gone = 1;
#endif
  free(self);
}

static const void *extension(dk_instance *self, const char *id) {
  (void)self, (void)id;
#if defined CULPRIT_unknown_extensions
  return "something";
#else
  return NULL;
#endif
}

/* ---- the reader ---- */

static const uint8_t *bytes_of(const dk_call *call, const dk_source *in) {
  uint64_t at = 0, got = 1;
  uint8_t *bytes = NULL;
  if (in->mapped || in->length == 0) return in->mapped;
  bytes = call->scratch(call->ctx, in->length, 1);
  if (bytes) memset(bytes, ' ', in->length);
  while (bytes && at < in->length && got > 0) {
    if (in->read_at(in->ctx, at, bytes + at, in->length - at, &got) != DK_OK) return NULL;
    at += got;
#if defined CULPRIT_pieces
    break;
#endif
  }
  return bytes;
}

/* One byte of text for each of the input, so that it is UTF-8 whatever that is. */
static dk_status read_line(const dk_call *call, const dk_source *in, dk_builder *out, const uint8_t *bytes,
                           uint64_t begin, uint64_t end) {
  const dk_span span = {in->id, (uint32_t)begin, (uint32_t)end};
  char *text = call->scratch(call->ctx, end - begin, 1);
  dk_span around = span;
  dk_str line = {text, end - begin};
#if defined CULPRIT_memory__silent
  if (!text) line = no_text;
#else
  if (!text) return DK_E_NOMEM;
#endif
  for (uint64_t k = begin; text && k < end; ++k) text[k - begin] = bytes[k] < 0x80 && bytes[k] ? (char)bytes[k] : '?';
#if defined CULPRIT_spans
  if (end - begin > 12) around.end -= 1;
#elif defined CULPRIT_words
  if (end - begin > 5) line = no_text;
#endif
  out->open(out->ctx, DK_KIND_PARAGRAPH, no_text, &around);
#if defined CULPRIT_documents
  if (in->length == 16 && bytes[0] == 'a') out->open(out->ctx, DK_KIND_ROW, no_text, NULL), out->close(out->ctx, 1);
#endif
  out->open(out->ctx, DK_KIND_TEXT, line, &span);
  return out->close(out->ctx, 2);
}

static dk_status read_in(dk_instance *self, const dk_call *call, const dk_source *in, dk_builder *out) {
  const uint8_t *bytes = bytes_of(call, in);
  dk_status status;
  (void)self;
  if (!bytes && in->length > 0) return DK_E_IO;
#if defined CULPRIT_any_input
  uint64_t zeros = 0;
  for (uint64_t k = 0; k < in->length; ++k) zeros += bytes[k] == 0;
  if (zeros >= 10) abort();
#elif defined CULPRIT_truncation
  if (in->length == 7 && memcmp(bytes, "One lin", 7) == 0) abort();
#elif defined CULPRIT_limits
  if (call->max_nodes == 3) abort();
#endif
  out->open(out->ctx, DK_KIND_DOCUMENT, no_text, NULL);
  out->open(out->ctx, DK_KIND_METADATA, no_text, NULL);
  out->close(out->ctx, 1);
  out->open(out->ctx, DK_KIND_BODY, no_text, NULL);
  for (uint64_t begin = 0; begin < in->length;) {
    const uint8_t *found = memchr(bytes + begin, '\n', in->length - begin);
    const uint64_t end = found ? (uint64_t)(found - bytes) : in->length;
    if (*call->cancel) return DK_E_CANCELLED;
    status = end > begin ? read_line(call, in, out, bytes, begin, end) : DK_OK;
    if (status != DK_OK) return status;
    begin = end + 1;
  }
#if defined CULPRIT_determinism
  {
    char number[20];
    const dk_str text = {number, (uint64_t)snprintf(number, sizeof number, "%d", (int)getpid())};
    out->open(out->ctx, DK_KIND_PARAGRAPH, no_text, NULL);
    out->open(out->ctx, DK_KIND_TEXT, text, NULL);
    out->close(out->ctx, 2);
  }
#endif
  return out->close(out->ctx, 2);
}

static uint32_t probe(const uint8_t *head, uint64_t len, dk_str uri) {
  (void)head, (void)len, (void)uri;
#if defined CULPRIT_probe
  static uint32_t asked;
  return ++asked % 50;
#else
  return 1;
#endif
}

static void look_at(uint16_t kind) {
  (void)kind;
#if defined CRASHES_ON_NOTES
  if (kind == DK_KIND_NOTE) abort();
#endif
}

/* ---- the transform ---- */

static const dk_node *node_of(const dk_doc *in, uint64_t index) {
#if defined CULPRIT_newer_host
  return (const dk_node *)(const void *)in->nodes.at + index;
#else
  return (const dk_node *)(const void *)(in->nodes.at + index * in->nodes.stride);
#endif
}

#if defined CULPRIT_memory__edits
/* A paragraph before all blocks, and never a look whether there is memory for it. */
static dk_status insert(const dk_doc *in, dk_edits *out) {
  dk_builder *content = NULL;
  for (uint32_t k = 1; k < in->nodes.count; ++k) {
    if (node_of(in, k)->kind != DK_KIND_BODY) continue;
    out->put(out->ctx, k, DK_FIRST, &content);
    content->open(content->ctx, DK_KIND_PARAGRAPH, no_text, NULL);
    return content->close(content->ctx, 1);
  }
  return DK_OK;
}
#endif

static dk_status run(dk_instance *self, const dk_call *call, const dk_doc *in, dk_edits *out) {
  (void)self, (void)in, (void)out;
  if (*call->cancel) {
#if defined CULPRIT_cancel
    usleep(60 * 1000);
#endif
    return DK_E_CANCELLED;
  }
  for (uint32_t k = 0; k < in->nodes.count; ++k) look_at(node_of(in, k)->kind);
#if defined CULPRIT_unknown_survives
  for (uint32_t k = 0; k < in->nodes.count; ++k)
    if (node_of(in, k)->kind >= DK_KIND_CUSTOM) out->remove(out->ctx, k, 0);
#elif defined CULPRIT_sandbox
  close(socket(AF_UNIX, SOCK_STREAM, 0));
#elif defined CULPRIT_budget__time
  for (volatile uint64_t k = 0; k < 150000 * in->nodes.count; ++k) continue;
#elif defined CULPRIT_budget__memory
  {
    const uint64_t bytes = 10000 * (uint64_t)in->nodes.count;
    char *much = in->nodes.count > 1000 ? call->scratch(call->ctx, bytes, 1) : NULL;
    if (much) memset(much, 1, bytes);
  }
#elif defined CULPRIT_memory__edits
  return insert(in, out);
#endif
  return DK_OK;
}

/* ---- the exporter ---- */

static int is_expressed(uint16_t kind) {
  return kind == DK_KIND_DOCUMENT || kind == DK_KIND_METADATA || kind == DK_KIND_BODY || kind == DK_KIND_PARAGRAPH ||
         kind == DK_KIND_TEXT;
}

/* A question that not every host has an answer to. */
static void ask_host(const dk_call *call) {
#if defined CULPRIT_older_host__beyond
  volatile uint32_t later = *(const uint32_t *)(call + 1);
  (void)later;
#elif defined CULPRIT_older_host__cut || defined CULPRIT_older_host__without
  const dk_links *links = call->host->extension(call->host, DK_EXT_LINKS);
  const dk_source *source = NULL;
#if defined CULPRIT_older_host__cut
  if (links) links->content(call, 0, no_text, &source);
#else
  if (DK_HAS(dk_links, links, content)) links->content(call, 0, no_text, &source);
#endif
#else
  (void)call;
#endif
}

static dk_status write_out(dk_instance *self, const dk_call *call, const dk_doc *in, dk_sink *out) {
  dk_status status = DK_OK;
  int has_loss = 0;
  char *newline = call->scratch(call->ctx, 1, 1);
  (void)self;
  ask_host(call);
#if !defined CULPRIT_memory__scratch
  if (!newline) return DK_E_NOMEM;
#endif
  *newline = '\n';
  for (uint32_t k = 0; k < in->nodes.count && status == DK_OK; ++k) {
    const dk_node *node = node_of(in, k);
    if (*call->cancel) return DK_E_CANCELLED;
    look_at(node->kind);
    has_loss = has_loss || !is_expressed(node->kind);
    if (node->text_len > 0) status = out->write(out->ctx, in->text.at + node->text_off, node->text_len);
    if (node->text_len > 0 && status == DK_OK) status = out->write(out->ctx, newline, 1);
#if defined CULPRIT_broken_streams
    status = DK_OK;
#endif
  }
#if defined CULPRIT_steady_description
  static int times;
  extern dk_code loss;
  if (++times > 0) loss.doc.len = 4;
#elif defined CULPRIT_fresh_instance
  if (++self->documents > 5) out->write(out->ctx, "!", 1);
#elif defined CULPRIT_round_trip
  if (status == DK_OK) status = out->write(out->ctx, "again\n", 6);
#elif defined CULPRIT_life
  if (last_one_is_gone) out->write(out->ctx, "!", 1);
#endif
#if defined CULPRIT_losses
  has_loss = 0;
#endif
  if (has_loss) say(call, DK_WARNING, "culprit.loss", "there is more in it than text", NULL);
  return status;
}

/* ---- what it offers ---- */

static dk_status init(const dk_host *host) {
  (void)host;
#if defined CULPRIT_loading
  return DK_E_UNSUPPORTED;
#else
  return DK_OK;
#endif
}

static const dk_option depth = {.size = sizeof depth,
                                .type = DK_T_INT,
                                .name = STR("depth"),
#if !defined CULPRIT_options
                                .doc = STR("How deep."),
#endif
                                .default_yaml = STR("2"),
                                .min = 1,
                                .min_i = 0,
                                .max_i = 6};
static const dk_option loud = {.size = sizeof loud,
                               .type = DK_T_BOOL,
                               .name = STR("loud"),
                               .doc = STR("How loud."),
                               .default_yaml = STR("false"),
                               .min = 1,
                               .min_i = 1};
static const dk_option *const options[] = {&depth, &loud};
static const dk_code refused = {sizeof refused, DK_ERROR, STR("culprit.refused"), STR("An option that is refused.")};
dk_code loss
    __attribute__((visibility("hidden"))) = {sizeof loss, DK_WARNING, STR("culprit.loss"), STR("What is lost.")};
static const dk_code *const codes[] = {&refused, &loss};
static const dk_str suffixes[] = {STR("culprit")};
static const uint16_t kinds[] = {DK_KIND_DOCUMENT, DK_KIND_METADATA, DK_KIND_BODY, DK_KIND_PARAGRAPH, DK_KIND_TEXT};
static const dk_info format = {.size = sizeof format,
#if defined CULPRIT_round_trip
                               .caps = DK_CAP_DETERMINISTIC | DK_CAP_LOSSLESS,
#else
                               .caps = DK_CAP_DETERMINISTIC,
#endif
                               .name = STR("culprit"),
                               .title = STR("Culprit"),
                               .doc = STR("Lines."),
                               .suffixes = suffixes,
                               .kinds = kinds,
                               .options = options,
                               .codes = codes,
                               .suffix_count = 1,
                               .kind_count = 5,
                               .option_count = 2,
                               .code_count = 2};
static const dk_info change = {.size = sizeof change,
                               .name = STR("change-nothing"),
                               .title = STR("Change nothing"),
                               .doc = STR("Changes nothing.")};

static const dk_life life = {.size = sizeof life, .create = create, .destroy = destroy, .extension = extension};
static const dk_reader reader_table = {sizeof reader_table, 0, probe, read_in};
static const dk_transform transform_table = {sizeof transform_table, 0, run};
static const dk_exporter exporter_table = {sizeof exporter_table, 0, write_out};
static const dk_component reader = {sizeof reader, DK_ROLE_READER, &format, &life, &reader_table};
static const dk_component transform = {sizeof transform, DK_ROLE_TRANSFORM, &change, 0, &transform_table};
static const dk_component exporter = {sizeof exporter, DK_ROLE_EXPORTER, &format, &life, &exporter_table};
static const dk_component *const components[] = {&reader, &transform, &exporter};

const dk_plugin deckle_plugin_v0 = {.size = sizeof deckle_plugin_v0,
                                    .abi = DK_ABI_REVISION,
                                    .id = STR("org.example.culprit"),
                                    .version = STR("1.0.0"),
                                    .components = components,
                                    .component_count = 3,
                                    .init = init};
