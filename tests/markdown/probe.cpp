// Asks the Markdown reader alone.
//
//   markdown_probe spans FILE...           are the spans of all nodes right? in every syntax
//   markdown_probe growth [LARGEST [WORD]] how its time grows with the size of what is dear to parsers: a table. With
//                                          DECKLE_LONG up to 10 MB, else to 500 KB
//   markdown_probe speed FILE...           megabytes a second
#include <malloc.h>

#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <deckle/utf8.hpp>
#include <fstream>
#include <iterator>

#include "bench/measure.hpp"
#include "families.hpp"
#include "reading.hpp"

using namespace deckle;
using namespace deckle::markdown_test;

namespace {

constexpr struct {
  const char* name;
  markdown::Extensions extensions;
} syntaxes[] = {{"commonmark", markdown::extensions_of(Dialect::commonmark)},
                {"gfm", markdown::extensions_of(Dialect::gfm)},
                {"everything", markdown::all_extensions()},
                {"pandoc", markdown::extensions_of(Dialect::pandoc)}};

std::string file(const char* path) {
  std::ifstream stream(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(stream), {}};
}

int check_spans(int count, char** paths) {
  Reader reader;
  int failed = 0;
  for (int i = 0; i < count; ++i) {
    const std::string text = file(paths[i]);
    if (!utf8::is_valid(text)) {
      std::printf("%s: not UTF-8, which the reader is given always\n", paths[i]);
      ++failed;
      continue;
    }
    for (const auto& syntax : syntaxes) {
      const std::string wrong =
          wrong_span(reader.read(text, syntax.extensions).block.document(), text, syntax.extensions);
      if (!wrong.empty()) std::printf("%s: %s\n", paths[i], wrong.c_str()), ++failed;
    }
  }
  std::printf("%d files, %d with wrong spans\n", count, failed);
  return failed > 0 || count == 0 ? 1 : 0;
}

// Nanoseconds to read a text; the least of several, for the machine is shared.
double time_to_read(Reader& reader, const std::string& text, markdown::Extensions extensions, int rounds) {
  double least = HUGE_VAL;
  for (int i = 0; i < rounds; ++i) least = std::min(least, bench::time_of([&] { reader.read(text, extensions); }));
  return least;
}

struct Growth {
  double small, large, exponent;  // nanoseconds; linear work has the exponent 1
};

// Small times are all noise, and less than a nanosecond a byte is a matter of caches: below the floor they count as the
// floor.
Growth growth_of(Reader& reader, const Family& family, markdown::Extensions extensions, std::size_t largest) {
  const double floor = std::max(2e6, static_cast<double>(largest));
  const double small = time_to_read(reader, family.text(largest / 16), extensions, 5);
  const double large = time_to_read(reader, family.text(largest), extensions, 3);
  return {small, large, std::log(std::max(large, floor) / std::max(small, floor / 16)) / std::log(16.0)};
}

int print_growth(std::size_t largest, std::string_view word) {
  constexpr double limit = 1.15;
  Reader reader;
  int failed = 0;
  std::printf("| family | syntax | %zu KB | %zu KB | exponent |\n|---|---|---|---|---|\n", largest / 16000,
              largest / 1000);
  for (const Family& family : families()) {
    if (std::string_view(family.name).find(word) == std::string_view::npos) continue;
    for (const auto& syntax : syntaxes) {
      Growth growth = growth_of(reader, family, syntax.extensions, largest);
      // The machine is shared: what is slow once is looked at again.
      for (int again = 0; again < 4 && growth.exponent > limit; ++again)
        growth = growth_of(reader, family, syntax.extensions, largest);
      const bool too_fast = growth.exponent > limit;
      std::printf("| %s | %s | %.2f ms | %.2f ms | %.2f |%s\n", family.name, syntax.name, growth.small / 1e6,
                  growth.large / 1e6, growth.exponent, too_fast ? " grows too fast" : "");
      failed += too_fast;
    }
  }
  return failed > 0 ? 1 : 0;
}

int print_speed(int count, char** paths) {
  Reader reader;
  for (int i = 0; i < count; ++i) {
    const std::string text = file(paths[i]);
    const double time = time_to_read(reader, text, markdown::extensions_of(Dialect::gfm), 9);
    std::printf("%s: %zu bytes, %.2f ms, %.0f MB/s\n", paths[i], text.size(), time / 1e6,
                static_cast<double>(text.size()) / time * 1e3);
  }
  return 0;
}

}  // namespace

int main(int argc, char** argv) {
  // Memory is kept from one text to the next: what the kernel takes to give it anew is no work of the reader.
  mallopt(M_MMAP_MAX, 0);
  mallopt(M_TRIM_THRESHOLD, -1);
  const std::string_view what = argc > 1 ? argv[1] : "";
  if (what == "spans") return check_spans(argc - 2, argv + 2);
  if (what == "growth") {
    const std::size_t usual = std::getenv("DECKLE_LONG") ? 10'000'000 : 500'000;
    return print_growth(argc > 2 ? std::strtoull(argv[2], nullptr, 10) : usual, argc > 3 ? argv[3] : "");
  }
  if (what == "speed") return print_speed(argc - 2, argv + 2);
  std::fprintf(stderr, "usage: markdown_probe spans|growth|speed ...\n");
  return 2;
}
