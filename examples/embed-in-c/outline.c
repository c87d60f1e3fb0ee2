/* outline: prints the headings of a document and writes it as a page, with Deckle inside this program.
 *
 *   outline [--here] DOCUMENT PAGE
 *
 * Plugins work in a `deckle worker`, or with --here in this process. Images that lie below the working directory become
 * part of the page. Ctrl-C ends the conversion in good order. */
#include <deckle/embed.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define STR(literal) \
  { literal, sizeof(literal) - 1 }

static dk_str str(const char *text) {
  const dk_str made = {text, strlen(text)};
  return made;
}

static void print(FILE *to, const char *before, dk_str text) { fprintf(to, "%s%.*s", before, (int)text.len, text.ptr); }

/* Each diagnostic as it comes. */
static void report(void *ctx, const deckle_diagnostic *diagnostic) {
  (void)ctx;
  print(stderr, "", diagnostic->file);
  if (diagnostic->line > 0) fprintf(stderr, ":%u:%u: ", diagnostic->line, diagnostic->column);
  print(stderr, "[", diagnostic->code);
  print(stderr, "] ", diagnostic->message);
  fputs("\n", stderr);
}

static const dk_node *node_at(const dk_doc *document, uint64_t index) {
  return (const dk_node *)(document->nodes.at + index * document->nodes.stride);
}

static uint32_t level_of(const dk_doc *document, const dk_node *heading) {
  for (uint32_t k = 0; k < heading->attr_count; ++k) {
    const uint8_t *at = document->attrs.at + (uint64_t)(heading->attr_begin + k) * document->attrs.stride;
    const dk_attr *attribute = (const dk_attr *)at;
    if (attribute->key == DK_KEY_LEVEL) return attribute->low;
  }
  return 1;
}

/* Nodes lie in reading order, and all that is below a node right behind it: a walk is a loop. */
static void print_outline(const dk_doc *document) {
  for (uint64_t index = 0; index < document->nodes.count; ++index) {
    const dk_node *heading = node_at(document, index);
    if (heading->kind != DK_KIND_HEADING) continue;
    for (uint32_t level = level_of(document, heading); level > 1; --level) fputs("  ", stdout);
    for (uint64_t below = index + 1; below < index + heading->subtree; ++below) {
      const dk_node *node = node_at(document, below);
      const dk_str text = {(const char *)document->text.at + node->text_off, node->text_len};
      if (text.len > 0) print(stdout, "", text);
    }
    fputs("\n", stdout);
  }
}

/* The bytes of a file, to be freed; null if there is no such file. */
static char *read_file(const char *path, size_t *length) {
  FILE *file = fopen(path, "rb");
  char *bytes = 0;
  size_t room = 0, got = 1;
  *length = 0;
  while (file && got > 0) {
    char *more = realloc(bytes, room += 65536);
    if (!more) break;
    bytes = more;
    got = fread(bytes + *length, 1, room - *length, file);
    *length += got;
  }
  if (file) fclose(file);
  return bytes;
}

/* Images of the document, by names that begin where its own does. The library copies the bytes at once. */
static dk_status give(void *ctx, dk_str name, dk_str *bytes) {
  static char path[4096];
  char **last = ctx;
  size_t length = 0;
  if (name.len >= sizeof path || name.len == 0 || name.ptr[0] == '/') return DK_E_INPUT;
  memcpy(path, name.ptr, name.len);
  path[name.len] = 0;
  free(*last);
  *last = read_file(path, &length);
  bytes->ptr = *last;
  bytes->len = length;
  return *last ? DK_OK : DK_E_INPUT;
}

static volatile uint32_t is_cancelled;

static void stop(int number) {
  (void)number;
  is_cancelled = 1;
}

static int write_file(const char *path, dk_str bytes) {
  FILE *file = fopen(path, "wb");
  const int is_written = file && fwrite(bytes.ptr, 1, bytes.len, file) == bytes.len;
  return file && fclose(file) == 0 && is_written;
}

static dk_status convert(deckle_converter *converter, const char *path, const char *page) {
  size_t length = 0;
  char *bytes = read_file(path, &length);
  deckle_result *result = 0;
  dk_status status = bytes ? deckle_convert(converter, str(path), bytes, length, &result) : DK_E_IO;
  if (status == DK_OK) {
    print_outline(deckle_document(result));
    if (!write_file(page, deckle_output(result))) status = DK_E_IO;
  }
  deckle_free(result);
  free(bytes);
  return status;
}

int main(int count, char **words) {
  const int here = count > 1 && strcmp(words[1], "--here") == 0;
  static const dk_str options[] = {STR("standalone=true")};
  char *image = 0;
  const deckle_settings settings = {.size = sizeof settings,
                                    .where = here ? DECKLE_HERE : DECKLE_IN_WORKER,
                                    .to = STR("html"),
                                    .exporter_options = options,
                                    .exporter_option_count = 1,
                                    .report = report,
                                    .ctx = &image,
                                    .resource = give,
                                    .resources = STR("embed"),
                                    .cancel = &is_cancelled};
  deckle_converter *converter = 0;
  dk_status status = DK_OK;
  if (count != 3 + here) {
    fputs("usage: outline [--here] DOCUMENT PAGE\n", stderr);
    return 2;
  }
  signal(SIGINT, stop);
  status = deckle_open(&settings, &converter);
  if (status == DK_OK) status = convert(converter, words[1 + here], words[2 + here]);
  deckle_close(converter);
  free(image);
  if (status != DK_OK) fprintf(stderr, "outline: status %d\n", (int)status);
  return status == DK_OK ? 0 : 1;
}
