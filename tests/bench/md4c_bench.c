/* Markdown to HTML with md4c and as little else as possible: what whole processes are compared with.
 *
 *   md4c_bench IN OUT */
#include <md4c-html.h>
#include <stdio.h>
#include <stdlib.h>

static void write_piece(const MD_CHAR *text, MD_SIZE size, void *out) { fwrite(text, 1, size, out); }

int main(int argc, char **argv) {
  FILE *in = argc == 3 ? fopen(argv[1], "rb") : NULL, *out = in ? fopen(argv[2], "wb") : NULL;
  if (!out || fseek(in, 0, SEEK_END) != 0) return 1;
  const long size = ftell(in);
  char *text = malloc((size_t)size);
  rewind(in);
  if (!text || fread(text, 1, (size_t)size, in) != (size_t)size) return 1;
  if (md_html(text, (MD_SIZE)size, write_piece, out, MD_DIALECT_GITHUB, 0) != 0) return 1;
  return fclose(out) != 0;
}
