// Random Markdown in every syntax: what is read is a sound document, and the spans of its nodes are right. Compiled
// with AddressSanitizer and UndefinedBehaviorSanitizer in every build. Called as random_markdown.hpp says; a finding is
// printed with its seed and text.
#include <cstdio>

#include "random_markdown.hpp"
#include "reading.hpp"

using namespace deckle;

int main(int argc, char** argv) {
  const markdown_test::Wanted wanted = markdown_test::wanted_by(argc, argv);
  markdown_test::Reader reader;
  std::uint64_t reports = 0;
  for (std::uint64_t run = 0; run < wanted.runs; ++run) {
    const std::uint64_t seed = wanted.seed + run;
    naive::Random random(seed);
    // A copy of just this size: so that reading one byte too far is found.
    const std::string text = markdown_test::random_text(random, wanted.files);
    const std::vector<char> exact(text.begin(), text.end());
    const std::string_view view(exact.data(), exact.size());
    for (const markdown::Extensions extensions :
         {markdown::extensions_of(Dialect::gfm), markdown::extensions_of(Dialect::commonmark),
          markdown::all_extensions(), markdown::extensions_of(Dialect::pandoc)}) {
      const auto reading = reader.read(view, extensions);
      reports += reading.codes.size();
      const std::string wrong = markdown_test::wrong_span(reading.block.document(), view, extensions);
      if (wrong.empty()) continue;
      std::printf("seed %llu: %s in\n%s\n", static_cast<unsigned long long>(seed), wrong.c_str(), text.c_str());
      return 1;
    }
  }
  std::printf("%llu texts, %llu reports\n", static_cast<unsigned long long>(wanted.runs),
              static_cast<unsigned long long>(reports));
  return wanted.runs < 1000 || reports > 0 ? 0 : 1;
}
