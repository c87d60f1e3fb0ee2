// Asks the Markdown reader alone.
//
//   markdown_probe spans FILE...           are the spans of all nodes right? in every dialect
//   markdown_probe growth [LARGEST [WORD]] how its time grows with the size of what is dear to parsers: a table
//   markdown_probe speed FILE...           megabytes a second
#include <malloc.h>

#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <iterator>

#include "bench/measure.hpp"
#include "families.hpp"
#include "reading.hpp"

using namespace deckle;
using namespace deckle::markdown_test;

namespace {

constexpr Dialect dialects[] = {Dialect::gfm, Dialect::commonmark};

std::string file(const char* path) {
  std::ifstream stream(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(stream), {}};
}

int check_spans(int count, char** paths) {
  Reader reader;
  int failed = 0;
  for (int i = 0; i < count; ++i) {
    const std::string text = file(paths[i]);
    for (const Dialect dialect : dialects) {
      const std::string wrong = wrong_span(reader.read(text, markdown::extensions_of(dialect)).block.document(), text);
      if (!wrong.empty()) std::printf("%s: %s\n", paths[i], wrong.c_str()), ++failed;
    }
  }
  std::printf("%d files, %d with wrong spans\n", count, failed);
  return failed > 0 || count == 0 ? 1 : 0;
}

// Nanoseconds to read a text; the least of several, for the machine is shared.
double time_to_read(Reader& reader, const std::string& text, Dialect dialect, int rounds) {
  double least = HUGE_VAL;
  for (int i = 0; i < rounds; ++i)
    least = std::min(least, bench::time_of([&] { reader.read(text, markdown::extensions_of(dialect)); }));
  return least;
}

// Linear work has the exponent 1. Small times are all noise: below the floor they count as the floor.
int print_growth(std::size_t largest, std::string_view word) {
  constexpr double limit = 1.15, floor = 2e6;
  Reader reader;
  int failed = 0;
  std::printf("| family | dialect | %zu KB | %zu KB | exponent |\n|---|---|---|---|---|\n", largest / 16000,
              largest / 1000);
  for (const Family& family : families()) {
    if (std::string_view(family.name).find(word) == std::string_view::npos) continue;
    for (const Dialect dialect : dialects) {
      const double small = time_to_read(reader, family.text(largest / 16), dialect, 5);
      const double large = time_to_read(reader, family.text(largest), dialect, 3);
      const double exponent = std::log(std::max(large, floor) / std::max(small, floor / 16)) / std::log(16.0);
      std::printf("| %s | %s | %.2f ms | %.2f ms | %.2f |%s\n", family.name,
                  dialect == Dialect::gfm ? "gfm" : "commonmark", small / 1e6, large / 1e6, exponent,
                  exponent > limit ? " grows too fast" : "");
      failed += exponent > limit;
    }
  }
  return failed > 0 ? 1 : 0;
}

int print_speed(int count, char** paths) {
  Reader reader;
  for (int i = 0; i < count; ++i) {
    const std::string text = file(paths[i]);
    const double time = time_to_read(reader, text, Dialect::gfm, 9);
    std::printf("%s: %zu bytes, %.2f ms, %.0f MB/s\n", paths[i], text.size(), time / 1e6,
                static_cast<double>(text.size()) / time * 1e3);
  }
  return 0;
}

}  // namespace

int main(int argc, char** argv) {
  // Memory is kept from one text to the next: what the kernel takes to give it anew is no work of the reader.
  mallopt(M_MMAP_THRESHOLD, 1 << 30);
  mallopt(M_TRIM_THRESHOLD, 1 << 30);
  const std::string_view what = argc > 1 ? argv[1] : "";
  if (what == "spans") return check_spans(argc - 2, argv + 2);
  if (what == "growth")
    return print_growth(argc > 2 ? std::strtoull(argv[2], nullptr, 10) : 500'000, argc > 3 ? argv[3] : "");
  if (what == "speed") return print_speed(argc - 2, argv + 2);
  std::fprintf(stderr, "usage: markdown_probe spans|growth|speed ...\n");
  return 2;
}
