/* gemtext: reads pages of Gemini, a format in which each line stands for itself and its first characters say what it
 * is:
 *
 *   # Heading   => address label   * item   > quotation   ``` begins and ends text that stays as it is
 *
 * Two facts make this short. The host checks every call of the builder, and after a failure every further one fails
 * too: so the status of the last is all that has to be looked at. And memory that the host gives for a call is freed by
 * it. */
#include <deckle/plugin.h>
#include <deckle/text.h>
#include <string.h>

#define STR(literal) \
  { literal, sizeof(literal) - 1 }

static const dk_str no_text = {0, 0};

/* What one call is about. */
typedef struct Page {
  const dk_call *call;
  const dk_source *in;
  const dk_decoded *decoded;
  dk_builder *out;
  char *room; /* as long as the text: for what cannot be taken from it as it is */
} Page;

/* Bytes [begin, end) of the decoded text. */
typedef struct Range {
  uint64_t begin, end;
} Range;

/* ---- The text, and where it came from ---- */

static char at(const Page *page, uint64_t k) { return page->decoded->text.ptr[k]; }

static dk_str text_of(const Page *page, Range range) {
  const dk_str text = {page->decoded->text.ptr + range.begin, range.end - range.begin};
  return text;
}

/* The byte of the input from which byte `k` of the text came: the last piece that begins at or before it knows. */
static uint32_t origin(const Page *page, uint64_t k) {
  const dk_piece *piece = page->decoded->pieces;
  uint32_t low = 0, high = page->decoded->piece_count;
  if (k >= page->decoded->text.len) return (uint32_t)page->in->length;
  while (high - low > 1) {
    const uint32_t middle = low + (high - low) / 2;
    if (piece[middle].text <= k) low = middle;
    else high = middle;
  }
  return piece[low].scaled ? piece[low].source : piece[low].source + (uint32_t)(k - piece[low].text);
}

static dk_span span_of(const Page *page, Range range) {
  const dk_span span = {page->in->id, origin(page, range.begin), origin(page, range.end)};
  return span;
}

/* The line at `begin`, without its end; *next is where the one behind it begins. */
static Range line_at(const Page *page, uint64_t begin, uint64_t *next) {
  const dk_str text = page->decoded->text;
  const char *found = memchr(text.ptr + begin, '\n', text.len - begin);
  Range line = {begin, found ? (uint64_t)(found - text.ptr) : text.len};
  *next = found ? line.end + 1 : line.end;
  if (line.end > begin && at(page, line.end - 1) == '\r') --line.end;
  return line;
}

static int begins_with(const Page *page, Range line, const char *mark) {
  const uint64_t length = strlen(mark);
  return line.end - line.begin >= length && memcmp(page->decoded->text.ptr + line.begin, mark, length) == 0;
}

static int is_blank(const Page *page, uint64_t k) { return at(page, k) == ' ' || at(page, k) == '\t'; }

/* What stands behind `skip` bytes of the line, without blanks around it. */
static Range rest_of(const Page *page, Range line, uint64_t skip) {
  line.begin += skip;
  while (line.begin < line.end && is_blank(page, line.begin)) ++line.begin;
  while (line.end > line.begin && is_blank(page, line.end - 1)) --line.end;
  return line;
}

/* ---- Lines ---- */

static void open(const Page *page, uint16_t kind, Range where) {
  const dk_span span = span_of(page, where);
  page->out->open(page->out->ctx, kind, no_text, &span);
}

static void close(const Page *page, uint32_t levels) { page->out->close(page->out->ctx, levels); }

static void add_attribute(const Page *page, uint32_t key, dk_str value) {
  page->out->attr(page->out->ctx, key, DK_A_STRING, value.ptr, value.len);
}

static void add_text(const Page *page, Range range) {
  const dk_span span = span_of(page, range);
  if (range.begin == range.end) return;
  page->out->open(page->out->ctx, DK_KIND_TEXT, text_of(page, range), &span);
  close(page, 1);
}

/* A node that holds what stands behind `skip` bytes of the line. */
static void add_line(const Page *page, uint16_t kind, Range line, uint64_t skip) {
  open(page, kind, line);
  add_text(page, rest_of(page, line, skip));
  close(page, 1);
}

static void read_heading(const Page *page, Range line) {
  int64_t level = 1;
  while (level < 3 && begins_with(page, line, level == 1 ? "##" : "###")) ++level;
  open(page, DK_KIND_HEADING, line);
  page->out->attr(page->out->ctx, DK_KEY_LEVEL, DK_A_INT, &level, sizeof level);
  add_text(page, rest_of(page, line, (uint64_t)level));
  close(page, 1);
}

/* A link stands on a line of its own: a paragraph. Without a label its address is what is read. */
static void read_link(const Page *page, Range line) {
  const Range both = rest_of(page, line, 2);
  Range address = {both.begin, both.begin}, label;
  while (address.end < both.end && !is_blank(page, address.end)) ++address.end;
  label = rest_of(page, both, address.end - both.begin);
  open(page, DK_KIND_PARAGRAPH, line);
  open(page, DK_KIND_LINK, both);
  add_attribute(page, DK_KEY_URL, text_of(page, address));
  add_text(page, label.begin < label.end ? label : address);
  close(page, 2);
}

/* The lines from `begin` on that begin with `mark`, as parts of one node. Gives where the next line begins. */
static uint64_t read_run(const Page *page, uint64_t begin, const char *mark, uint16_t whole, uint16_t part) {
  uint64_t next = begin;
  page->out->open(page->out->ctx, whole, no_text, 0); /* where it ends is not known yet */
  while (begin < page->decoded->text.len) {
    const Range line = line_at(page, begin, &next);
    if (!begins_with(page, line, mark)) break;
    if (part == DK_KIND_LIST_ITEM) open(page, part, line);
    add_line(page, part == DK_KIND_LIST_ITEM ? DK_KIND_PLAIN : part, line, strlen(mark));
    if (part == DK_KIND_LIST_ITEM) close(page, 1);
    begin = next;
  }
  close(page, 1);
  return begin;
}

static void warn_unclosed(const Page *page, Range line) {
  const dk_span where = span_of(page, line);
  const dk_diag diagnostic = {.size = sizeof diagnostic,
                              .severity = DK_WARNING,
                              .code = STR("gemtext.unclosed"),
                              .message = STR("nothing ends this text: it reaches to the end of the page"),
                              .hint = STR("a line that begins with ``` ends it"),
                              .where = &where,
                              .node = DK_NONE};
  page->call->report(page->call->ctx, &diagnostic);
}

/* Lines between two marks, as they are; only their ends become line feeds. What stands behind the first mark says what
 * the text is. Gives where the line behind the second begins. */
static uint64_t read_preformatted(const Page *page, Range mark, uint64_t begin) {
  const Range info = rest_of(page, mark, 3);
  char *start = page->room + begin;
  dk_str code = {start, 0};
  Range where = mark;
  int is_closed = 0;
  while (begin < page->decoded->text.len && !is_closed) {
    const Range line = line_at(page, begin, &begin);
    char *to = start + code.len;
    is_closed = begins_with(page, line, "```");
    where.end = line.end;
    if (is_closed) continue;
    memcpy(to, page->decoded->text.ptr + line.begin, line.end - line.begin);
    to[line.end - line.begin] = '\n';
    code.len += line.end - line.begin + 1;
  }
  if (code.len > 0) --code.len; /* what ends the last line is no part of it */
  if (!is_closed) warn_unclosed(page, mark);
  const dk_span span = span_of(page, where);
  page->out->open(page->out->ctx, DK_KIND_CODE_BLOCK, code, &span);
  if (info.begin < info.end) add_attribute(page, DK_KEY_INFO, text_of(page, info));
  close(page, 1);
  return begin;
}

static dk_status read_body(const Page *page) {
  uint64_t begin = 0, next = 0;
  while (begin < page->decoded->text.len) {
    const Range line = line_at(page, begin, &next);
    if (*page->call->cancel) return DK_E_CANCELLED;
    if (begins_with(page, line, "```")) next = read_preformatted(page, line, next);
    else if (begins_with(page, line, "=>")) read_link(page, line);
    else if (begins_with(page, line, "* ")) next = read_run(page, begin, "* ", DK_KIND_BULLET_LIST, DK_KIND_LIST_ITEM);
    else if (begins_with(page, line, ">")) next = read_run(page, begin, ">", DK_KIND_BLOCK_QUOTE, DK_KIND_PARAGRAPH);
    else if (begins_with(page, line, "#")) read_heading(page, line);
    else if (rest_of(page, line, 0).begin < line.end) add_line(page, DK_KIND_PARAGRAPH, line, 0);
    begin = next;
  }
  return page->out->close(page->out->ctx, 2);
}

/* ---- What the host calls ---- */

/* The whole input: mapped, or read into memory that the host frees after the call. */
static const uint8_t *bytes_of(const dk_call *call, const dk_source *in) {
  uint64_t have = 0, got = 1;
  uint8_t *bytes = 0;
  if (in->mapped || in->length == 0) return in->mapped;
  bytes = call->scratch(call->ctx, in->length, 1);
  while (bytes && have < in->length && got > 0) {
    if (in->read_at(in->ctx, have, bytes + have, in->length - have, &got) != DK_OK) return 0;
    have += got;
  }
  return have == in->length ? bytes : 0;
}

static dk_status read_document(dk_instance *self, const dk_call *call, const dk_source *in, dk_builder *out) {
  const dk_text *unicode = call->host->extension(call->host, DK_EXT_TEXT);
  const uint8_t *bytes = bytes_of(call, in);
  Page page = {call, in, 0, out, 0};
  dk_status status = DK_OK;
  (void)self;
  if (!unicode) return DK_E_UNSUPPORTED;
  if (!bytes && in->length > 0) return DK_E_IO;
  status = unicode->decode(call, bytes, in->length, no_text, &page.decoded);
  if (status != DK_OK) return status;
  page.room = call->scratch(call->ctx, page.decoded->text.len + 1, 1);
  if (!page.room) return DK_E_NOMEM;
  out->open(out->ctx, DK_KIND_DOCUMENT, no_text, 0);
  out->open(out->ctx, DK_KIND_METADATA, no_text, 0);
  out->close(out->ctx, 1);
  out->open(out->ctx, DK_KIND_BODY, no_text, 0);
  return read_body(&page);
}

/* ---- What it offers: constant data, which the host reads without calling anything ---- */

static const dk_code unclosed = {sizeof unclosed, DK_WARNING, STR("gemtext.unclosed"),
                                 STR("Preformatted text that nothing ends; it reaches to the end of the page.")};
static const dk_code *const codes[] = {&unclosed};
static const dk_str suffixes[] = {STR("gmi"), STR("gemini")};
static const dk_str media_types[] = {STR("text/gemini")};
static const dk_info info = {.size = sizeof info,
                             .caps = DK_CAP_DETERMINISTIC,
                             .name = STR("gemtext"),
                             .title = STR("Gemtext"),
                             .doc = STR("Pages of the Gemini protocol."),
                             .media_types = media_types,
                             .suffixes = suffixes,
                             .codes = codes,
                             .media_type_count = 1,
                             .suffix_count = 2,
                             .code_count = 1};
static const dk_reader reader = {.size = sizeof reader, .read = read_document};
static const dk_component component = {
    .size = sizeof component, .role = DK_ROLE_READER, .info = &info, .table = &reader};
static const dk_component *const components[] = {&component};

const dk_plugin deckle_plugin_v0 = {.size = sizeof deckle_plugin_v0,
                                    .abi = DK_ABI_REVISION,
                                    .id = STR("org.example.gemtext"),
                                    .version = STR("1.0.0"),
                                    .license = STR("Apache-2.0"),
                                    .components = components,
                                    .component_count = 1};
