// Random Markdown that is read, written and read again: where no loss is told the document is the same, and is written
// as it was. Compiled and called as fuzz.cpp is.
#include <cstdio>

#include "random_markdown.hpp"
#include "reading.hpp"
#include "writing.hpp"

using namespace deckle;
using namespace deckle::markdown_test;

namespace {

// What is wrong, in words; empty where nothing is. Counts the texts of which nothing was lost.
std::string wrong_trip(Reader& reader, const std::string& text, Dialect dialect, std::uint64_t& kept) {
  const markdown::Extensions extensions = markdown::extensions_of(dialect);
  const Block read = reader.read(text, extensions).block;
  const Writing written = write(read.document(), dialect);
  const Block read_again = reader.read(written.text, extensions).block;
  if (written.is_lossy) return {};
  ++kept;
  const std::string different = difference(read.document(), read_again.document());
  if (!different.empty()) return different + ", written as\n" + written.text;
  const Writing written_again = write(read_again.document(), dialect);
  return written_again.text == written.text
             ? ""
             : "it is first written as\n" + written.text + "\nthen as\n" + written_again.text;
}

}  // namespace

int main(int argc, char** argv) {
  constexpr struct {
    const char* name;
    Dialect dialect;
  } dialects[] = {{"gfm", Dialect::gfm}, {"commonmark", Dialect::commonmark}, {"pandoc", Dialect::pandoc}};
  const Wanted wanted = wanted_by(argc, argv);
  Reader reader;
  std::uint64_t kept = 0;
  for (std::uint64_t seed = wanted.seed; seed < wanted.seed + wanted.runs; ++seed) {
    naive::Random random(seed);
    const std::string text = random_text(random, wanted.files);
    for (const auto& [name, dialect] : dialects) {
      if (!wanted.dialect.empty() && wanted.dialect != name) continue;
      const std::string wrong = wrong_trip(reader, text, dialect, kept);
      if (wrong.empty()) continue;
      std::printf("seed %llu, %s: %s\nin\n%s\n", static_cast<unsigned long long>(seed), name, wrong.c_str(),
                  text.c_str());
      return 1;
    }
  }
  std::printf("%llu texts, of %llu readings nothing is lost\n", static_cast<unsigned long long>(wanted.runs),
              static_cast<unsigned long long>(kept));
  return wanted.runs < 1000 || kept > 0 ? 0 : 1;
}
