#include "random_markdown.hpp"

#include <cstdlib>
#include <deckle/utf8.hpp>
#include <fstream>
#include <iterator>
#include <string_view>

namespace deckle::markdown_test {

using naive::Random;

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

}  // namespace

Wanted wanted_by(int argc, char** argv) {
  Wanted wanted;
  if (const char* runs = std::getenv("DECKLE_FUZZ_RUNS")) wanted.runs = std::strtoull(runs, nullptr, 10);
  for (int i = 1; i < argc; ++i) {
    const std::string_view word = argv[i];
    if (word == "--runs" && i + 1 < argc) wanted.runs = std::strtoull(argv[++i], nullptr, 10);
    else if (word == "--dialect" && i + 1 < argc) wanted.dialect = argv[++i];
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

}  // namespace deckle::markdown_test
