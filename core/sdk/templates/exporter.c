/* first-steps: writes the outline of a document: its headings, a line each, those of deeper levels further in.
 *
 * Nodes lie in reading order: the first child of node i is i + 1, and its subtree is the run from i to i + subtree. */
#include <deckle/plugin.h>
#include <stdlib.h>
#include <string.h>

#define STR(literal) \
  { literal, sizeof(literal) - 1 }

/* Made for a job, used for many documents; nothing of one may be kept for the next. Strings of options live as long. */
struct dk_instance {
  int64_t depth;
  dk_str indent;
};

/* Record i of a section: each carries its own stride, so that newer layouts stay readable. */
static const void *record(const dk_view *section, uint64_t i) { return section->at + i * section->stride; }
static const dk_node *node_at(const dk_doc *in, uint64_t i) { return record(&in->nodes, i); }

static int64_t level_of(const dk_doc *in, const dk_node *heading) {
  for (uint32_t i = 0; i < heading->attr_count; ++i) {
    const dk_attr *attribute = record(&in->attrs, heading->attr_begin + i);
    if (attribute->key == DK_KEY_LEVEL && attribute->type == DK_A_INT) return attribute->low;
  }
  return 1;
}

static dk_status write_text(dk_sink *out, const void *text, uint64_t length) {
  return length == 0 ? DK_OK : out->write(out->ctx, text, length);
}

static dk_status write_heading(const dk_instance *self, const dk_doc *in, uint64_t heading, dk_sink *out) {
  const int64_t level = level_of(in, node_at(in, heading));
  const uint64_t end = heading + node_at(in, heading)->subtree;
  dk_status status = DK_OK;
  if (level > self->depth) return DK_OK;
  for (int64_t above = 1; above < level && status == DK_OK; ++above)
    status = write_text(out, self->indent.ptr, self->indent.len);
  for (uint64_t i = heading + 1; i < end && status == DK_OK; ++i) {
    const dk_node *node = node_at(in, i);
    if (node->kind == DK_KIND_SOFT_BREAK) status = write_text(out, " ", 1);
    else status = write_text(out, in->text.at + node->text_off, node->text_len);
  }
  return status == DK_OK ? write_text(out, "\n", 1) : status;
}

static void tell_loss(const dk_call *call, uint64_t node) {
  const dk_str code = STR("first-steps.loss");
  const dk_str message = STR("an outline shows headings alone; this and what is like it is left out");
  dk_diag diagnostic;
  memset(&diagnostic, 0, sizeof diagnostic);
  diagnostic.size = sizeof diagnostic;
  diagnostic.severity = DK_NOTE;
  diagnostic.code = code;
  diagnostic.message = message;
  diagnostic.node = (uint32_t)node;
  call->report(call->ctx, &diagnostic);
}

static dk_status write_document(dk_instance *self, const dk_call *call, const dk_doc *in, dk_sink *out) {
  const uint64_t body = 1 + node_at(in, 1)->subtree; /* behind the metadata */
  int is_told = 0;
  for (uint64_t i = body + 1; i < body + node_at(in, body)->subtree; i += node_at(in, i)->subtree) {
    dk_status status = DK_OK;
    if (*call->cancel) return DK_E_CANCELLED;
    if (node_at(in, i)->kind == DK_KIND_HEADING) {
      status = write_heading(self, in, i, out);
    } else if (!is_told) {
      is_told = 1;
      tell_loss(call, i);
    }
    if (status != DK_OK) return status;
  }
  return DK_OK;
}

static dk_status create(const dk_host *host, const dk_call *call, const dk_value *const *options, dk_instance **out) {
  (void)host, (void)call;
  *out = malloc(sizeof **out);
  if (!*out) return DK_E_NOMEM;
  (*out)->depth = options[0]->u.i;
  (*out)->indent = options[1]->u.s;
  return DK_OK;
}

static void destroy(dk_instance *self) { free(self); }

/* What the plugin offers is constant data: the host reads it without calling anything. */
static const dk_option depth = {.size = sizeof depth,
                                .type = DK_T_INT,
                                .name = STR("depth"),
                                .doc = STR("The deepest level that is shown."),
                                .default_yaml = STR("6"),
                                .min_i = 1,
                                .max_i = 6};
static const dk_option indent = {.size = sizeof indent,
                                 .type = DK_T_STRING,
                                 .name = STR("indent"),
                                 .doc = STR("What stands before a line for each level above it."),
                                 .default_yaml = STR("\"  \""),
                                 .min = 1,
                                 .min_i = 1};
static const dk_option *const options[] = {&depth, &indent};
static const dk_code loss = {sizeof loss, DK_NOTE, STR("first-steps.loss"),
                             STR("An outline shows headings alone. Told once for a document.")};
static const dk_code *const codes[] = {&loss};
static const dk_str suffixes[] = {STR("first-steps")};
static const dk_info info = {.size = sizeof info,
                             .caps = DK_CAP_DETERMINISTIC,
                             .name = STR("first-steps"),
                             .title = STR("First steps"),
                             .doc = STR("The headings of a document, indented."),
                             .suffixes = suffixes,
                             .options = options,
                             .codes = codes,
                             .suffix_count = 1,
                             .option_count = 2,
                             .code_count = 1};
static const dk_life life = {.size = sizeof life, .create = create, .destroy = destroy};
static const dk_exporter exporter = {.size = sizeof exporter, .write = write_document};
static const dk_component component = {sizeof component, DK_ROLE_EXPORTER, &info, &life, &exporter};
static const dk_component *const components[] = {&component};

const dk_plugin deckle_plugin_v0 = {.size = sizeof deckle_plugin_v0,
                                    .abi = DK_ABI_REVISION,
                                    .id = STR("org.example.first-steps"),
                                    .version = STR("1.0.0"),
                                    .components = components,
                                    .component_count = 1};
