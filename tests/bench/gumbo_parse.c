/* What it costs to read a page and parse it, with Gumbo and nothing else: gumbo_parse FILE */
#include <gumbo.h>
#include <stdio.h>
#include <stdlib.h>

int main(int argc, char **argv) {
  FILE *file = argc > 1 ? fopen(argv[1], "rb") : NULL;
  if (!file || fseek(file, 0, SEEK_END) != 0) return 2;
  const size_t size = (size_t)ftell(file);
  rewind(file);
  char *text = malloc(size + 1);
  if (!text || fread(text, 1, size, file) != size) return 2;
  GumboOutput *output = gumbo_parse_with_options(&kGumboDefaultOptions, text, size);
  printf("%u errors\n", output->errors.length);
  return 0; /* the process takes its memory with it, as a worker does */
}
