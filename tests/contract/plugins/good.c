/* A plugin that offers one of each role, in plain C against the border's headers alone. Its reader does what the first
 * byte of its input says, so that a test can have every kind of answer. */
#include <deckle/plugin.h>
#include <string.h>

#ifndef PLUGIN_ID
#define PLUGIN_ID "org.example.good"
#endif
#define STR(literal) \
  { literal, sizeof(literal) - 1 }

struct dk_instance {
  int64_t depth;
  int inited, wrong;
};

static const dk_host *host;
static struct dk_instance only;
static int inited;

static dk_status init(const dk_host *given) {
  host = given;
  ++inited;
  return DK_OK;
}

static void fini(void) { --inited; }

static dk_status create(const dk_host *given, const dk_call *call, const dk_value *const *options, dk_instance **out) {
  (void)call;
  only.depth = options[0]->u.i;
  only.inited = inited;
  only.wrong = given != host || given->extension(given, "org.example.unheard-of/1") != NULL;
  *out = &only;
  return DK_OK;
}

static void say(const dk_call *call, uint32_t severity, const char *code, const char *message, const dk_span *where) {
  dk_diag diag;
  memset(&diag, 0, sizeof diag);
  diag.size = sizeof diag;
  diag.severity = severity;
  diag.code.ptr = code;
  diag.code.len = strlen(code);
  diag.message.ptr = message;
  diag.message.len = strlen(message);
  diag.where = where;
  diag.node = DK_NONE;
  call->report(call->ctx, &diag);
}

static dk_status read_in(dk_instance *self, const dk_call *call, const dk_source *in, dk_builder *out) {
  dk_span where = {in->id, 0, 1};
  (void)out;
  if (self->wrong || self->inited != 1) say(call, DK_WARNING, "good.host", "the host is not as promised", 0);
  switch (in->length ? in->mapped[0] : 0) {
    case 'w': say(call, DK_WARNING, "good.warning", "a warning", &where); return DK_OK;
    case 'e': say(call, DK_ERROR, "good.error", "an error", &where); return DK_E_INPUT;
    case 'o': say(call, DK_ERROR, "good.error", "an error that is none", &where); return DK_OK;
    case 'f': return DK_E_INPUT;
    case 'l': return DK_E_LIMIT;
    case 'u': say(call, DK_WARNING, "good.undeclared", "what is this?", &where); return DK_OK;
    case 'd': say(call, DK_NOTE, "good.warning", self->depth == 3 ? "three" : "another", &where); return DK_OK;
    case 'm':
      for (int i = 0; i < 250; ++i) say(call, DK_WARNING, "good.warning", "again", &where);
      return DK_OK;
    default: return DK_OK;
  }
}

static uint32_t probe(const uint8_t *head, uint64_t len, dk_str uri) {
  (void)uri;
  return len > 0 && head[0] == 'g' ? 90 : 10;
}

static dk_status transform(dk_instance *self, const dk_call *call, const dk_doc *in, dk_edits *out) {
  (void)self, (void)in, (void)out;
  return *call->cancel ? DK_E_CANCELLED : DK_OK;
}

static dk_status write_out(dk_instance *self, const dk_call *call, const dk_doc *in, dk_sink *out) {
  (void)self, (void)call, (void)in;
  return out->write(out->ctx, "good\n", 5);
}

static const dk_option depth = {.size = sizeof depth,
                                .type = DK_T_INT,
                                .name = STR("depth"),
                                .doc = STR("How deep."),
                                .default_yaml = STR("2"),
                                .min = 1,
                                .min_i = 0,
                                .max_i = 6};
static const dk_option *const options[] = {&depth};
static const dk_code warning = {sizeof warning, DK_WARNING, STR("good.warning"), STR("A warning.")};
static const dk_code bad = {sizeof bad, DK_ERROR, STR("good.error"), STR("An error.")};
static const dk_code host_code = {sizeof host_code, DK_WARNING, STR("good.host"), STR("The host breaks its promise.")};
static const dk_code *const codes[] = {&warning, &bad, &host_code};
static const dk_magic magic_bytes = {sizeof magic_bytes, 0, 80, 0, STR("GOOD\x01"), STR("\xFF\xFF\xFF\xFF\x0F")};
static const dk_magic *const magic[] = {&magic_bytes};
static const dk_alias gooder = {sizeof gooder, 0, STR("gooder"), STR("depth: 6"), STR("A deeper one.")};
static const dk_alias *const aliases[] = {&gooder};
static const dk_str suffixes[] = {STR("good"), STR("gd")};
static const dk_str media_types[] = {STR("text/x-good")};
static const uint16_t kinds[] = {DK_KIND_PARAGRAPH, DK_KIND_TEXT};
static const dk_info format = {.size = sizeof format,
                               .caps = DK_CAP_DETERMINISTIC,
                               .name = STR("good"),
                               .title = STR("Good"),
                               .doc = STR("A good format."),
                               .media_types = media_types,
                               .suffixes = suffixes,
                               .kinds = kinds,
                               .magic = magic,
                               .aliases = aliases,
                               .options = options,
                               .codes = codes,
                               .media_type_count = 1,
                               .suffix_count = 2,
                               .kind_count = 2,
                               .magic_count = 1,
                               .alias_count = 1,
                               .option_count = 1,
                               .code_count = 3};
static const dk_info change = {
    .size = sizeof change, .name = STR("better"), .title = STR("Better"), .doc = STR("Makes it better.")};

static const dk_life life = {.size = sizeof life, .create = create};
static const dk_reader reader_table = {sizeof reader_table, 0, probe, read_in};
static const dk_transform transform_table = {sizeof transform_table, 0, transform};
static const dk_exporter exporter_table = {sizeof exporter_table, 0, write_out};
static const dk_component reader = {sizeof reader, DK_ROLE_READER, &format, &life, &reader_table};
static const dk_component transformer = {sizeof transformer, DK_ROLE_TRANSFORM, &change, 0, &transform_table};
static const dk_component exporter = {sizeof exporter, DK_ROLE_EXPORTER, &format, &life, &exporter_table};
static const dk_component *const components[] = {&reader, &transformer, &exporter};

const dk_plugin deckle_plugin_v0 = {.size = sizeof deckle_plugin_v0,
                                    .abi = DK_ABI_REVISION,
                                    .id = STR(PLUGIN_ID),
                                    .version = STR("1.0.0"),
                                    .components = components,
                                    .component_count = 3,
                                    .init = init,
                                    .fini = fini};
