/* first-steps: replaces a word wherever it stands in running text.
 *
 * The host applies the edits in one pass when the transform returns, so a node stays where it is while it runs. Without
 * an edit the document stays the very same. */
#include <deckle/plugin.h>
#include <stdlib.h>
#include <string.h>

#define STR(literal) \
  { literal, sizeof(literal) - 1 }

/* Made for a job, used for many documents; nothing of one may be kept for the next. Strings of options live as long. */
struct dk_instance {
  dk_str word, by;
};

/* Record i of a section: each carries its own stride, so that newer layouts stay readable. */
static const dk_node *node_at(const dk_doc *in, uint64_t i) {
  return (const dk_node *)(const void *)(in->nodes.at + i * in->nodes.stride);
}

/* Where the word begins in the text from `at` on; the length of the text: nowhere. */
static uint64_t find(dk_str text, uint64_t at, dk_str word) {
  for (; word.len > 0 && at + word.len <= text.len; ++at) {
    const char *first = memchr(text.ptr + at, word.ptr[0], text.len - at - word.len + 1);
    if (!first) break;
    at = (uint64_t)(first - text.ptr);
    if (memcmp(first, word.ptr, word.len) == 0) return at;
  }
  return text.len;
}

/* The text with every word replaced, in memory that the host frees after the call; no pointer: there was none. */
static dk_status replace(const dk_instance *self, const dk_call *call, dk_str text, dk_str *made) {
  uint64_t count = 0, at = find(text, 0, self->word), from = 0;
  char *to;
  made->ptr = 0;
  for (; at < text.len; at = find(text, at + self->word.len, self->word)) ++count;
  if (count == 0) return DK_OK;
  made->len = text.len + count * self->by.len - count * self->word.len;
  to = call->scratch(call->ctx, made->len + 1, 1);
  if (!to) return DK_E_NOMEM;
  made->ptr = to;
  for (at = find(text, 0, self->word); at < text.len; at = find(text, from, self->word)) {
    memcpy(to, text.ptr + from, at - from);
    to += at - from;
    if (self->by.len > 0) memcpy(to, self->by.ptr, self->by.len);
    to += self->by.len;
    from = at + self->word.len;
  }
  memcpy(to, text.ptr + from, text.len - from);
  return DK_OK;
}

static void tell_unused(const dk_call *call) {
  const dk_str code = STR("first-steps.unused"), message = STR("the word is nowhere in the document");
  dk_diag diagnostic;
  memset(&diagnostic, 0, sizeof diagnostic);
  diagnostic.size = sizeof diagnostic;
  diagnostic.severity = DK_NOTE;
  diagnostic.code = code;
  diagnostic.message = message;
  diagnostic.node = DK_NONE;
  call->report(call->ctx, &diagnostic);
}

static dk_status run(dk_instance *self, const dk_call *call, const dk_doc *in, dk_edits *out) {
  int is_used = 0;
  for (uint64_t i = 0; i < in->nodes.count; ++i) {
    const dk_node *node = node_at(in, i);
    const dk_str text = {(const char *)in->text.at + node->text_off, node->text_len};
    dk_str made;
    dk_status status;
    if (*call->cancel) return DK_E_CANCELLED;
    if (node->kind != DK_KIND_TEXT) continue;
    status = replace(self, call, text, &made);
    if (status == DK_OK && made.ptr) status = out->set_text(out->ctx, (uint32_t)i, made);
    if (status != DK_OK) return status;
    is_used = is_used || made.ptr;
  }
  if (!is_used) tell_unused(call);
  return DK_OK;
}

static dk_status create(const dk_host *host, const dk_call *call, const dk_value *const *options, dk_instance **out) {
  (void)host, (void)call;
  *out = malloc(sizeof **out);
  if (!*out) return DK_E_NOMEM;
  (*out)->word = options[0]->u.s;
  (*out)->by = options[1]->u.s;
  return DK_OK;
}

static void destroy(dk_instance *self) { free(self); }

/* What the plugin offers is constant data: the host reads it without calling anything. */
static const dk_option word = {.size = sizeof word,
                               .type = DK_T_STRING,
                               .name = STR("word"),
                               .doc = STR("What is replaced; capital letters count."),
                               .default_yaml = STR("TODO"),
                               .min = 1,
                               .min_i = 1};
static const dk_option by = {.size = sizeof by,
                             .type = DK_T_STRING,
                             .name = STR("by"),
                             .doc = STR("What stands there instead."),
                             .default_yaml = STR("to do"),
                             .min = 1,
                             .min_i = 1};
static const dk_option *const options[] = {&word, &by};
static const dk_code unused = {sizeof unused, DK_NOTE, STR("first-steps.unused"),
                               STR("The word is nowhere in the document.")};
static const dk_code *const codes[] = {&unused};
static const dk_info info = {.size = sizeof info,
                             .caps = DK_CAP_DETERMINISTIC,
                             .name = STR("first-steps"),
                             .title = STR("First steps"),
                             .doc = STR("Replaces a word by another."),
                             .options = options,
                             .codes = codes,
                             .option_count = 2,
                             .code_count = 1};
static const dk_life life = {.size = sizeof life, .create = create, .destroy = destroy};
static const dk_transform transform = {.size = sizeof transform, .run = run};
static const dk_component component = {sizeof component, DK_ROLE_TRANSFORM, &info, &life, &transform};
static const dk_component *const components[] = {&component};

const dk_plugin deckle_plugin_v0 = {.size = sizeof deckle_plugin_v0,
                                    .abi = DK_ABI_REVISION,
                                    .id = STR("org.example.first-steps"),
                                    .version = STR("1.0.0"),
                                    .components = components,
                                    .component_count = 1};
