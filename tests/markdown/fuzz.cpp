// Random Markdown in every syntax: what is read is a sound document, and the spans of its nodes are right. Compiled
// with AddressSanitizer and UndefinedBehaviorSanitizer in every build.
//
//   markdown_fuzz [--runs N] [--seed S] FILE...
//
// Without --runs the environment's DECKLE_FUZZ_RUNS counts, else 20,000. Texts are put together from pieces of syntax,
// or are files with such pieces thrown in. A finding is printed with its seed and text; `--runs 1 --seed S` repeats it.
#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <deckle/utf8.hpp>
#include <fstream>
#include <iterator>

#include "document/random.hpp"
#include "reading.hpp"

using namespace deckle;
using deckle::naive::Random;

namespace {

// clang-format off
constexpr std::string_view pieces[] = {
    "*", "**", "***", "_", "__", "~", "~~", "`", "``", "```\n", "~~~\n", "[", "]", "](", ")", "](<", "> ", ">", "<",
    "\n", "\n", "\n\n", "\r\n", "\r", " ", "  ", "    ", "\t", "- ", "+ ", "1. ", "2) ", "* ", "# ", "## ", "===\n",
    "---\n", "| ", "|", "|-|-|\n", ":-:", "a", "b", "word ", "é", "Ж", "中", "\\", "\\\\", "\\|", "&amp;", "&",
    "&#0;", "&#x41;", "![", "[^1]", "[^1]: ", "[a]: ", "[a]", "[ẞ]", "[ss]: /u", "/url", "\"title\"", "'", "(",
    "<!--", "-->", "<?", "?>", "<b>", "</b>", "<div>\n", "</div>", "<a href=\"", "http://a.b", "www.a.bc", "a@b.cd",
    "_a@b.cd_", "<x@y.z>", "<http://a>", "[ ] ", "[x] ", "[!NOTE]\n", "  \n", "\\\n", "      ", "!", ":", ".", "@",
    "{.c}", "$", "^", "\xC2\xA0", std::string_view("\0", 1), "\xEF\xBB\xBF", "<pre>", "<script>", "<![CDATA[", "]]>",
    "<!A", "0", "10. ", "{", "}", "{#i k=v}", "{k=\"",
    "$$", "\\(", "\\)", "\\[", "\\]", "\\text{", "\\ ", "\\§", "^a^", "~a~", "^[", "@a", "-@b", "@{c}", ";",
    "; ", " [see @d", "\"a\"", "'a", "--", "...", "\u201C", "\u2019", "\\ref{", "\\a[", "{=html}", "{=",
    "<span class=\"a\">", "</span>", "<span>",
    "--- ---\n", "-----\n", "- -\n", "+---+---+\n", "+---+", "| a | b |\n", "+===+===+\n", "|   +---+\n", "+:-:+\n",
    ": c\n", "Table: c {.d}\n", "   ",
    "::: a\n", "::: {.b #c}\n", ":::\n", ": ", ":   ", "\n\n: ",
    "---\n", "\n---\na: b *c*\n",
    "...\n", "k: |\n  a\n", "% a\n", "% b; c\n", "<div class=a>", "</div>", "<section>\n  ",
    "</section>", "<p>", "</p>", "<li>", "<hr>", "<ins>", "</ins>", "<pre>a", "</pre>", "\\begin{a}", "\\end{a}",
    "\\begin{a}\n", "\n\\end{a}\n", "\n\\newpage ", "\\vspace{", "[a [b]]", "[a [b]]: /u\n", "| $a | b$ |\n",
    "|  a\n", "\n| ", "|\n", "a. ", "(i) ", "#. ", "B.  ", "ii) ", "\n\n![a](b)\n\n", "![*b* ", "```{=html}\n"};
// What meets within a paragraph, most of it rarely beside the rest of the above.
constexpr std::string_view inline_pieces[] = {
    "*", "**", "_", "~", "~~", "^", "^[", "[", "]", "](u)", "][a]", "[a]", "![", "@a", "@b", "-@c", "@{d}", ";", " ",
    "  ", "\n", "  \n", "a", "b c", "\"", "'", "--", "...", "<span>", "<span class=x>", "</span>", "`", "`{=html}", "$",
    "$$", "\\(", "\\)", "\\a", "\\b{", "\\text{", "{", "}", "{.c}", "\\", "\\ ", "<b>", "日", "\u201C", "\u2019", "[^1]",
    "<p>", "</p>", "<div>", "</div>", "\\begin{a}", "\\end{a}", "[a [b]]", "[b [c]]: u\n\n",
    "(", "> ", "\n\n", "[a]: u\n\n", "[^1]: n\n\n", "# "};
// clang-format on

struct Wanted {
  std::uint64_t runs = 20'000, seed = 1;
  std::vector<std::string> files;
};

Wanted wanted_by(int argc, char** argv) {
  Wanted wanted;
  if (const char* runs = std::getenv("DECKLE_FUZZ_RUNS")) wanted.runs = std::strtoull(runs, nullptr, 10);
  for (int i = 1; i < argc; ++i) {
    const std::string_view word = argv[i];
    if (word == "--runs" && i + 1 < argc) wanted.runs = std::strtoull(argv[++i], nullptr, 10);
    else if (word == "--seed" && i + 1 < argc) wanted.seed = std::strtoull(argv[++i], nullptr, 10);
    else {
      std::ifstream file(argv[i], std::ios::binary);
      std::string text{std::istreambuf_iterator<char>(file), {}};
      if (utf8::is_valid(text)) wanted.files.push_back(std::move(text));
    }
  }
  return wanted;
}

std::string random_text(Random& random, const std::vector<std::string>& files) {
  std::string text;
  if (!files.empty() && random.chance(40)) {
    text = random.pick(files);
    for (std::uint32_t i = random.between(1, 8); i > 0; --i) {
      std::size_t at = random.below(text.size() + 1);
      while (at < text.size() && (static_cast<unsigned char>(text[at]) & 0xC0) == 0x80) ++at;
      if (random.chance(20)) text.resize(at);
      else text.insert(at, random.pick(pieces));
    }
    return text;
  }
  // Few kinds of pieces, often: so they meet.
  std::vector<std::string_view> some;
  const bool inlines = random.chance(40);
  for (std::uint32_t i = random.between(2, 12); i > 0; --i)
    some.push_back(inlines ? random.pick(inline_pieces) : random.pick(pieces));
  for (std::uint32_t i = random.between(1, random.chance(5) ? 400 : 40); i > 0; --i) text += random.pick(some);
  return text;
}

}  // namespace

int main(int argc, char** argv) {
  const Wanted wanted = wanted_by(argc, argv);
  markdown_test::Reader reader;
  std::uint64_t reports = 0;
  for (std::uint64_t run = 0; run < wanted.runs; ++run) {
    const std::uint64_t seed = wanted.seed + run;
    Random random(seed);
    // A copy of just this size: so that reading one byte too far is found.
    const std::string text = random_text(random, wanted.files);
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
