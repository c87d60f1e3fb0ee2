/* first-steps: reads notes. A line that begins with "= " is a heading, each further "=" one level deeper; what stands
 * between empty lines is a paragraph.
 *
 * The host checks every call of the builder, and after a failure every further one fails too: so the result of the last
 * is all that has to be looked at. */
#include <deckle/plugin.h>
#include <deckle/text.h>
#include <stdlib.h>
#include <string.h>

#define STR(literal) \
  { literal, sizeof(literal) - 1 }

/* Made for a job, read by many documents; nothing of one may be kept for the next. */
struct dk_instance {
  int64_t first_level;
};

/* What one call is about. */
typedef struct Reading {
  const dk_instance *self;
  const dk_call *call;
  const dk_source *in;
  const dk_decoded *decoded;
  dk_builder *out;
} Reading;

static const dk_str no_text = {0, 0};

/* The byte of the input from which byte `at` of the text came. */
static uint32_t origin(const Reading *reading, uint64_t at) {
  const dk_piece *piece = reading->decoded->pieces;
  uint32_t low = 0, high = reading->decoded->piece_count;
  if (at >= reading->decoded->text.len) return (uint32_t)reading->in->length;
  while (high - low > 1) {
    const uint32_t middle = low + (high - low) / 2;
    if (piece[middle].text <= at) low = middle;
    else high = middle;
  }
  piece += low;
  return piece->scaled ? piece->source : piece->source + (uint32_t)(at - piece->text);
}

static dk_span span_of(const Reading *reading, uint64_t begin, uint64_t end) {
  const dk_span span = {reading->in->id, origin(reading, begin), origin(reading, end)};
  return span;
}

static void warn(const Reading *reading, dk_str code, dk_str message, dk_span where) {
  dk_diag diagnostic;
  memset(&diagnostic, 0, sizeof diagnostic);
  diagnostic.size = sizeof diagnostic;
  diagnostic.severity = DK_WARNING;
  diagnostic.code = code;
  diagnostic.message = message;
  diagnostic.where = &where;
  diagnostic.node = DK_NONE;
  reading->call->report(reading->call->ctx, &diagnostic);
}

static void add_text(const Reading *reading, uint64_t begin, uint64_t end) {
  const dk_span span = span_of(reading, begin, end);
  const dk_str text = {reading->decoded->text.ptr + begin, end - begin};
  reading->out->open(reading->out->ctx, DK_KIND_TEXT, text, &span);
  reading->out->close(reading->out->ctx, 1);
}

static void read_heading(const Reading *reading, uint64_t begin, uint64_t end, uint64_t marks) {
  const dk_span span = span_of(reading, begin, end);
  const uint64_t title = begin + marks + 1;
  int64_t level = reading->self->first_level + (int64_t)marks - 1;
  if (title >= end) {
    const dk_str code = STR("first-steps.no-title"), message = STR("a heading without text");
    warn(reading, code, message, span);
    return;
  }
  if (level > 6) level = 6;
  reading->out->open(reading->out->ctx, DK_KIND_HEADING, no_text, &span);
  reading->out->attr(reading->out->ctx, DK_KEY_LEVEL, DK_A_INT, &level, sizeof level);
  add_text(reading, title, end);
  reading->out->close(reading->out->ctx, 1);
}

static dk_status read_body(const Reading *reading) {
  const dk_str text = reading->decoded->text;
  dk_builder *out = reading->out;
  int in_paragraph = 0;
  for (uint64_t begin = 0; begin < text.len;) {
    const char *found = memchr(text.ptr + begin, '\n', text.len - begin);
    const uint64_t next = found ? (uint64_t)(found - text.ptr) + 1 : text.len;
    uint64_t end = found ? next - 1 : next, marks = 0;
    if (*reading->call->cancel) return DK_E_CANCELLED;
    if (end > begin && text.ptr[end - 1] == '\r') --end;
    while (begin + marks < end && text.ptr[begin + marks] == '=') ++marks;
    const int is_heading = marks > 0 && (begin + marks == end || text.ptr[begin + marks] == ' ');
    if (in_paragraph && (begin == end || is_heading)) {
      out->close(out->ctx, 1);
      in_paragraph = 0;
    }
    if (is_heading) {
      read_heading(reading, begin, end, marks);
    } else if (begin < end) {
      /* A paragraph has no bytes of its own: where it ends is not known yet. */
      out->open(out->ctx, in_paragraph ? DK_KIND_SOFT_BREAK : DK_KIND_PARAGRAPH, no_text, 0);
      if (in_paragraph) out->close(out->ctx, 1);
      in_paragraph = 1;
      add_text(reading, begin, end);
    }
    begin = next;
  }
  return out->close(out->ctx, in_paragraph ? 3 : 2);
}

/* The whole input: mapped, or read into memory that the host frees after the call. */
static const uint8_t *bytes_of(const dk_call *call, const dk_source *in) {
  uint64_t at = 0, got = 1;
  uint8_t *bytes = 0;
  if (in->mapped || in->length == 0) return in->mapped;
  bytes = call->scratch(call->ctx, in->length, 1);
  while (bytes && at < in->length && got > 0) {
    if (in->read_at(in->ctx, at, bytes + at, in->length - at, &got) != DK_OK) return 0;
    at += got;
  }
  return at == in->length ? bytes : 0;
}

static dk_status read_document(dk_instance *self, const dk_call *call, const dk_source *in, dk_builder *out) {
  const dk_text *text = call->host->extension(call->host, DK_EXT_TEXT);
  const uint8_t *bytes = bytes_of(call, in);
  Reading reading = {self, call, in, 0, out};
  dk_status status;
  if (!text) return DK_E_UNSUPPORTED;
  if (!bytes && in->length > 0) return DK_E_IO;
  status = text->decode(call, bytes, in->length, no_text, &reading.decoded);
  if (status != DK_OK) return status;
  out->open(out->ctx, DK_KIND_DOCUMENT, no_text, 0);
  out->open(out->ctx, DK_KIND_METADATA, no_text, 0);
  out->close(out->ctx, 1);
  out->open(out->ctx, DK_KIND_BODY, no_text, 0);
  return read_body(&reading);
}

static dk_status create(const dk_host *host, const dk_call *call, const dk_value *const *options, dk_instance **out) {
  (void)host, (void)call;
  *out = malloc(sizeof **out);
  if (!*out) return DK_E_NOMEM;
  (*out)->first_level = options[0]->u.i;
  return DK_OK;
}

static void destroy(dk_instance *self) { free(self); }

/* What the plugin offers is constant data: the host reads it without calling anything. */
static const dk_option first_level = {.size = sizeof first_level,
                                      .type = DK_T_INT,
                                      .name = STR("first-level"),
                                      .doc = STR("The level of a heading with one mark."),
                                      .default_yaml = STR("1"),
                                      .min = 1,
                                      .min_i = 1,
                                      .max_i = 6};
static const dk_option *const options[] = {&first_level};
static const dk_code no_title = {sizeof no_title, DK_WARNING, STR("first-steps.no-title"),
                                 STR("A heading without text; it is left out.")};
static const dk_code *const codes[] = {&no_title};
static const dk_str suffixes[] = {STR("first-steps")};
static const dk_info info = {.size = sizeof info,
                             .caps = DK_CAP_DETERMINISTIC,
                             .name = STR("first-steps"),
                             .title = STR("First steps"),
                             .doc = STR("Notes: headings and paragraphs."),
                             .suffixes = suffixes,
                             .options = options,
                             .codes = codes,
                             .suffix_count = 1,
                             .option_count = 1,
                             .code_count = 1};
static const dk_life life = {.size = sizeof life, .create = create, .destroy = destroy};
static const dk_reader reader = {.size = sizeof reader, .read = read_document};
static const dk_component component = {sizeof component, DK_ROLE_READER, &info, &life, &reader};
static const dk_component *const components[] = {&component};

const dk_plugin deckle_plugin_v0 = {.size = sizeof deckle_plugin_v0,
                                    .abi = DK_ABI_REVISION,
                                    .id = STR("org.example.first-steps"),
                                    .version = STR("1.0.0"),
                                    .components = components,
                                    .component_count = 1};
