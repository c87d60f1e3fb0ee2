#include "families.hpp"

#include <cmath>
#include <string_view>
#include <vector>

namespace deckle::markdown_test {
namespace {

std::string repeated(std::string_view piece, std::size_t size) {
  std::string text;
  text.reserve(size + piece.size());
  while (text.size() < size) text += piece;
  return text;
}

template <std::size_t N>
struct Piece {
  constexpr Piece(const char (&literal)[N]) {
    for (std::size_t i = 0; i < N; ++i) text[i] = literal[i];
  }
  char text[N];
};

// The piece again and again.
template <Piece piece>
std::string again(std::size_t size) {
  return repeated(piece.text, size);
}
// One piece, then the other, each half of the text.
template <Piece first, Piece second>
std::string halves(std::size_t size) {
  return repeated(first.text, size / 2) + repeated(second.text, size / 2);
}
template <Piece first, Piece middle, Piece last>
std::string around(std::size_t size) {
  return repeated(first.text, size / 2) + middle.text + repeated(last.text, size / 2);
}

// Runs of 1, 2, 3, ... of a character, parted by `between`: a few thousand different lengths.
std::string growing_runs(char mark, std::string_view between, std::size_t size) {
  std::string text;
  for (std::size_t length = 1; text.size() < size; ++length) text.append(length, mark).append(between);
  return text;
}

// Nested lists, each line one level deeper, as deep as the text may be; then blank lines.
std::string deep_lists(std::size_t size) {
  std::string text;
  for (std::size_t depth = 0; text.size() < size / 2 && depth < 400; ++depth)
    text += std::string(2 * depth, ' ') + "- a\n";
  return text + repeated("\n", size - text.size());
}

// Definition lists within descriptions, as deep as the text may be; then lines.
std::string deep_descriptions(std::size_t size) {
  std::string text;
  for (std::size_t depth = 0; text.size() < size / 2 && depth < 30; ++depth)
    text += std::string(4 * depth, ' ') + "a\n\n" + std::string(4 * depth, ' ') + ": b\n\n";
  return text + repeated("c\n", size - text.size());
}

// So many columns as rows.
std::string square_table(std::size_t size) {
  const auto side = static_cast<std::size_t>(std::sqrt(static_cast<double>(size) / 2));
  return repeated("|a", 2 * side) + "|\n" + repeated("|-", 2 * side) + "|\n" + repeated("a\n", 2 * side);
}

std::string wide_table(std::size_t size) {
  return repeated("|a", size / 3) + "|\n" + repeated("|-", size / 3) + "|\n" + repeated("|b", size / 3) + "|\n";
}

std::string square_simple_table(std::size_t size) {
  const auto side = static_cast<std::size_t>(std::sqrt(static_cast<double>(size)));
  return repeated("a ", 2 * side) + "\n" + repeated("- ", 2 * side) + "\n" + repeated("a\n", 2 * side);
}

std::string wide_multiline_table(std::size_t size) {
  return repeated("- ", size / 4) + "\n" + repeated("a ", size / 4) + "\nb\n\nc\n" + repeated("d ", size / 4) + "\n\n" +
         repeated("e ", size / 8) + "\n\n" + repeated("- ", size / 8) + "\n";
}

// Two lines in more and more quotations, of each of which they may begin something; none of it ends.
std::string in_quotes(std::string_view first, std::string_view second, std::size_t size) {
  std::string text;
  for (std::size_t depth = 1; text.size() < size / 2 && depth < 200; ++depth)
    for (const std::string_view line : {first, second}) text.append(repeated("> ", 2 * depth)).append(line);
  return text + repeated(repeated("> ", 400) + "a\n", size - text.size());
}

std::string square_grid_table(std::size_t size) {
  const auto side = static_cast<std::size_t>(std::sqrt(static_cast<double>(size) / 2));
  const std::string border = repeated("+-", side) + "+\n", row = repeated("|a", side) + "|\n";
  return border + repeated(row + border, 2 * side * side);
}

// Bars in the first row, then lines that leave them out.
std::string wide_grid_table(std::size_t size) {
  return repeated("+-", size / 3) + "+\n" + repeated("|b", size / 3) + "|\n" + repeated("|\n", size / 3);
}

std::string nested_grid_tables(std::size_t size) {
  const auto side = static_cast<std::size_t>(std::sqrt(static_cast<double>(size)));
  std::vector<std::string> lines{"a"};
  while (lines.size() < side / 2) {
    const std::string border = "+" + std::string(lines[0].size() + 2, '-') + "+";
    for (std::string& line : lines) line = "| " + line + " |";
    lines.insert(lines.begin(), border);
    lines.push_back(border);
  }
  std::string text;
  for (const std::string& line : lines) text += line + "\n";
  return text + repeated("\n", size - std::min(size, text.size()));
}

std::string definitions(std::size_t size) {
  std::string text;
  for (std::size_t i = 0; text.size() < size / 2; ++i) text += "[label " + std::to_string(i) + "]: /u\n";
  return text + "\n" + repeated("[label 7] ", size / 2);
}

std::string long_target(std::size_t size) {
  return "[a]: /" + repeated("x", size / 2) + "\n\n" + repeated("[a]\n", size / 2);
}

std::string notes_in_notes(std::size_t size) {
  std::string text = "[^0]\n\n";
  for (std::size_t i = 0; text.size() < size; ++i) {
    const std::string next = "[^" + std::to_string(i + 1) + "]";
    text += "[^" + std::to_string(i) + "]: " + next + next + "\n";
  }
  return text;
}

std::string notes_in_figures(std::size_t size) {
  std::string text = "[^0]\n\n";
  for (std::size_t i = 0; text.size() < size; ++i)
    text += "[^" + std::to_string(i) + "]: ![[^" + std::to_string(i + 1) + "]](a)\n\n";
  return text;
}

// Footnotes that double at each level.
std::string doubling_notes(std::size_t size) { return notes_in_notes(64) + "\n" + repeated("[^0] ", size); }

std::string many_fields(std::size_t size) {
  std::string text = "---\n";
  for (std::size_t i = 0; text.size() < size; ++i) text += "a" + std::to_string(i) + ": '[b](c) *d*'\n";
  return text + "---\n\ne\n";
}

std::string environments_without_end(std::size_t size) {
  std::string text;
  for (std::size_t i = 0; text.size() < size; ++i) text += "\\begin{a" + std::to_string(i) + "}\n\n";
  return text;
}

constexpr Family all[] = {
    {"prose", again<"Some plain *text* with a [link](/u) and `code`,\nover lines.\n\n">},
    {"open brackets", again<"[">},
    {"brackets around", around<"[", "a", "]">},
    {"brackets of links", around<"[", "a", "](b)">},
    {"images in images", around<"![", "a", "](b)">},
    {"images around links", halves<"![[]()", "[a](b)">},
    {"links without end", again<"[a](b">},
    {"destinations without end", again<"[a](<b">},
    {"titles without end", again<"[a](b \"">},
    {"parentheses in destinations", around<"[a](", "b", "(">},
    {"references to nothing", again<"[a][b]">},
    {"open emphasis", again<"*a ">},
    {"closers of emphasis", again<"a* ">},
    {"two kinds of emphasis", again<"*a _b ">},
    {"emphasis around", around<"*a **a ", "b", "b** b* ">},
    {"openers, other closers", halves<"_a ", "a* ">},
    {"mixed openers", again<"*a__b_c**d">},
    {"threes", again<"a***b**c*">},
    {"strikeouts", again<"~~a ~b ">},
    {"superscripts", again<"^a^b ~c~ ">},
    {"raised openers", again<"^a">},
    {"lowered with spaces", around<"~", "a ", "~">},
    {"raised in lowered", halves<"^~*", "*~^">},
    {"raised in links", around<"[^a", "b", "^](u)">},
    {"dollars", again<"$">},
    {"formulas without end", halves<"$a\\text{$b", "}">},
    {"formulas, then a number", around<"$a\\text{", "b", "} $5">},
    {"displays without end", again<"$$a$ ">},
    {"brackets of formulas", again<"\\(a\\[b">},
    {"brackets of formulas, twice escaped", around<"\\\\(a\\\\[", " $", "\\\\)5">},
    {"notes in notes", around<"^[a", "b", "]">},
    {"open notes", again<"^[a ^b">},
    {"raised notes", again<"^a*^[b](u)">},
    {"citations", again<"[see @a, p. 3; -@b] and @c [p. 4]\n">},
    {"citations in citations", around<"[@a ", "b", "]">},
    {"no citations in none", around<"[@a; ", "b", "]">},
    {"keys before brackets", again<"@a [">},
    {"keys before brackets that close", around<"@a [", "b", "]">},
    {"no locators in none", around<"@a [;", "b", "]">},
    {"keys and semicolons", halves<"[;@a", ";">},
    {"keys in braces without end", again<"@{a">},
    {"long keys", again<"@a:b.c/d">},
    {"TeX commands", again<"\\a[b]{c} \\d ">},
    {"TeX options without end", again<"\\a[">},
    {"TeX options before an open argument", [](std::size_t size) { return repeated("\\a[", size) + "]{"; }},
    {"TeX arguments without end", around<"\\a{", "b", "}">},
    {"formats", again<"`a`{=html} `b`{= c">},
    {"quotations", again<"\"a 'b' don't\" ">},
    {"open quotations", again<"\"a 'b ">},
    {"quotations in quotations", around<"\"'", "a", "'\"">},
    {"dashes and ellipses", again<"a--b---c...d----">},
    {"only quotes", again<"\"">},
    {"spans in spans", around<"<span>", "a", "</span>">},
    {"open spans", again<"<span>*[a">},
    {"ends of spans", around<"<span>", "a ", "]</span>">},
    {"equal headings", again<"# a\n\nSome words with *others* between.\n\n">},
    {"references to headings", halves<"# a *b*\n\n", "[a *b*] ">},
    {"escaped spaces", again<"\\ \\\xC2\xA7">},
    {"growing backticks", [](std::size_t size) { return growing_runs('`', "a", size); }},
    {"growing stars", [](std::size_t size) { return growing_runs('*', "a ", size); }},
    {"open code", halves<"`a ``b ", "```c ">},
    {"quotes", again<"> ">},
    {"quotes in lines", again<"> > > > > > > > a\n">},
    {"lazy quotes", around<"> ", "a\n", "a\n">},
    {"lists in a line", again<"- ">},
    {"deep lists, then blank lines", deep_lists},
    {"one item, many blank lines", around<"- a", "\n", "\n">},
    {"list of lists", again<"* a\n  * b\n    * c\n">},
    {"numbers", again<"1. a\n2) b\n">},
    {"indented code", again<"    a\n\n">},
    {"fences", again<"```\n~~~\n">},
    {"HTML comments without end", again<"a <!-- ">},
    {"instructions without end", again<"a <? ">},
    {"declarations without end", again<"a <!A ">},
    {"CDATA without end", again<"a <![CDATA[ ">},
    {"tags without end", again<"<a b ">},
    {"attributes without end", again<"<a b=\"c' ">},
    {"addresses without end", again<"<http:a">},
    {"entities", again<"&amp;&quot;&x;&">},
    {"escapes", again<"\\*\\a\\">},
    {"bare addresses", again<"http://a.b/c)) www.d.e. ">},
    {"addresses with parentheses", around<"http://a.b/(", "c", ")">},
    {"attributes without end", again<"[a]{.b ">},
    {"values without end", again<"[a]{b=\"c `d`{e='">},
    {"braces in a heading", [](std::size_t size) { return "# " + repeated("{", size) + "}"; }},
    {"quotes in a heading", [](std::size_t size) { return "# " + repeated("{a=\"", size) + "}"; }},
    {"mail addresses", again<"a@b.cd ">},
    {"at signs", again<"a@">},
    {"long local parts", again<"a.b_c-d+e">},
    {"definitions", definitions},
    {"one long target", long_target},
    {"definitions without end", again<"[a]: b\n\"c\n">},
    {"labels without end", again<"[a\n">},
    {"square tables", square_table},
    {"wide tables", wide_table},
    {"dashes without end", again<"--- ---\na   b\n\n">},
    {"dashes alone", again<"---\na\n\n">},
    {"dashes in quotes", [](std::size_t size) { return in_quotes("---\n", "a\n", size); }},
    {"simple tables", again<"a   b\n--- ---\n1   2\n\n">},
    {"square simple tables", square_simple_table},
    {"wide multiline tables", wide_multiline_table},
    {"rows of a multiline table", around<"--- ---\na   b\n\n", "1   2\n\n", "3   4\n\n--- ---\n">},
    {"square grid tables", square_grid_table},
    {"wide grid tables", wide_grid_table},
    {"one cell of a grid table", around<"+---+\n", "", "| a |\n">},
    {"rows of a grid table", around<"+---+---+\n| a | b |\n", "", "|   +---+\n|   | c |\n">},
    {"grid tables in one another", nested_grid_tables},
    {"grid tables without rows", again<"+--+--+\n">},
    {"borders without end", again<"+--">},
    {"captions", again<": a\n\n">},
    {"captions of tables", again<"|a|b|\n|-|-|\n\n: c {.d}\n\n">},
    {"heads without tables", again<"|a|b|\n|-|\n">},
    {"pipes", again<"|">},
    {"footnotes in footnotes", notes_in_notes},
    {"footnotes that double", doubling_notes},
    {"metadata", again<"---\na: b\n---\n\n">},
    {"metadata in metadata", again<"---\na: |\n  [b] *c*\n">},
    {"metadata without end", [](std::size_t size) { return in_quotes("---\n", "a: b\n", size); }},
    {"metadata that is no map", again<"---\n- a\n">},
    {"many fields", many_fields},
    {"one long value", around<"---\na: |\n", "  b", "c">},
    {"titles", again<"% a; `b\n c\n">},
    {"authors", [](std::size_t size) { return "%\n% " + repeated("a `b; ``c; ", size); }},
    {"elements", again<"<div>\na\n</div>\n">},
    {"elements in elements", around<"<div>", "a", "</div>">},
    {"elements in a line", again<"a <p>b</p> ">},
    {"open elements", again<"<section>\n">},
    {"open elements of one line", again<"<section>a ">},
    {"elements without their ends", again<"<li>a\n">},
    {"ends of elements", halves<"<section>\n", "</p>\n">},
    {"tags in code", around<"`<p>", "a", "``<p>">},
    {"tags without end in lines", again<"a <p b=\"c\n">},
    {"indented elements", around<"<td>\n  ", "a", "\n">},
    {"elements in lists", again<"- <p>a\n\n  b\n">},
    {"environments", again<"\\begin{a}\nb\n\\end{a}\n">},
    {"environments without end", again<"\\begin{a}\n">},
    {"environments in a line", again<"a \\begin{a}b">},
    {"environments in environments", around<"\\begin{a}\n", "b\n", "\\end{a}\n">},
    {"environments in paragraphs", again<"a \\begin{a}b\\end{a} ">},
    {"environments of other names", environments_without_end},
    {"block commands", again<"\\newpage\\vspace{a}\n">},
    {"arguments of block commands", again<"\\vspace{[\n">},
    {"dollars in rows", around<"| $a ", "b", "| $$c ">},
    {"brackets in labels", around<"[a", "b", "]">},
    {"definitions with brackets", again<"[a[b]]: c\n\n[a[b]] [d[e]][a[b]]\n\n">},
    {"open divisions", again<"::: a\n">},
    {"divisions around", around<"::: a\n", "a\n", ":::\n">},
    {"divisions, then lines", [](std::size_t size) { return repeated("::: a\n", 1200) + repeated("a\n\n", size); }},
    {"elements, then lines", [](std::size_t size) { return repeated("<section>\n", 1200) + repeated("a\n\n", size); }},
    {"closers of divisions", again<":::\n\n">},
    {"figures", again<"![a](b)\n\n">},
    {"figures with much in them", around<"![", "*a* `b` [c](d)\n", "](e)">},
    {"notes in figures", notes_in_figures},
    {"line blocks", again<"| a\n|   b\n">},
    {"lines that go on", around<"| a\n", "b\n\n| c\n", " d\n">},
    {"heads of line blocks", again<"| a\n| - \n\n">},
    {"letters", again<"a. b\n">},
    {"roman numerals", again<"(mcmxciv) a\n">},
    {"long numerals", again<"mmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmm. a\n\n">},
    {"other lists", again<"1. a\n#) a\n">},
    {"descriptions", again<"a\n: b\n">},
    {"terms", again<"a\n\n: b\n\n">},
    {"descriptions in descriptions", deep_descriptions},
    {"underlines", again<"a\n===\n">},
    {"one paragraph", again<"a\n">},
    {"one line", again<"word ">},
    {"carriage returns", again<"a\r">},
    {"blank lines", again<"\n">},
    {"spaces", again<" ">},
    {"tabs", again<"\t-\ta\n">},
    {"NUL bytes", [](std::size_t size) { return std::string(size, '\0'); }},
};

}  // namespace

std::span<const Family> families() { return all; }

}  // namespace deckle::markdown_test
