#include "escape.hpp"

#include <catch2/catch.hpp>

using namespace markdown;

namespace {

Place line() {
  Place place;
  place.line_start = place.line_end = place.block_end = true;
  return place;
}
std::string text(std::string_view text, const Place& place = line(), Dialect dialect = Dialect::gfm) {
  std::string out;
  Escaper(extensions_of(dialect), false, false).append(out, text, place);
  return out;
}

}  // namespace

TEST_CASE("ordinary prose is left alone") {
  for (std::string_view prose :
       {"Fish & chips, 3 * 4 = 12; a_b_c, [sic] (yes!) #1 - \"so\" | 5 > 3 < 4.", "1.5 litres", "2024-05-06", "a+b"})
    CHECK(text(prose) == prose);
}

TEST_CASE("what would be markup is escaped") {
  CHECK(text("*a*") == "\\*a\\*");
  CHECK(text("_a_") == "\\_a\\_");
  CHECK(text("`a`") == "\\`a\\`");
  CHECK(text("[a](b)") == "\\[a](b)");
  CHECK(text("[^a] x") == "[^a] x");
  CHECK(text("[^1] x") == "\\[^1] x");
  CHECK(text("<b>") == "\\<b>");
  CHECK(text("&amp;") == "\\&amp;");
  CHECK(text("a \\* b") == "a \\\\\\* b");
  CHECK(text("~~a~~") == "\\~\\~a\\~\\~");
}

TEST_CASE("what begins a block is escaped at the start of a line only") {
  CHECK(text("# a # b") == "\\# a # b");
  CHECK(text("- a - b") == "\\- a - b");
  CHECK(text("+ a") == "\\+ a");
  CHECK(text("> a > b") == "\\> a > b");
  CHECK(text("12. a 3. b") == "12\\. a 3. b");
  CHECK(text("12) a") == "12\\) a");
  CHECK(text("[x] a") == "\\[x] a");
  CHECK(text("[!note]") == "\\[!note]");
  CHECK(text("--- a") == "\\--- a");
  CHECK(text("_ _  _") == "\\_ _  _");
  CHECK(text("_ a _") == "_ a _");
}

TEST_CASE("spaces that would be dropped are written as numbers") {
  CHECK(text(" a ") == "&#32;a&#32;");
  CHECK(text("a\tb") == "a&#9;b");
}

TEST_CASE("addresses stay text in gfm") {
  CHECK(text("http://a.b") == "http\\://a.b");
  CHECK(text("www.a.b") == "www\\.a.b");
  CHECK(text("ask a@b.cd, not a@b") == "ask a\\@b.cd, not a@b");
  Place place = line();
  place.in_link = true;
  CHECK(text("http://a.b www.a.b a@b.cd", place) == "http://a.b www.a.b a@b.cd");
  CHECK(text("http://a.b www.a.b a@b.cd ~x~", line(), Dialect::commonmark) == "http://a.b www.a.b a@b.cd ~x~");
}

TEST_CASE("code spans are fenced by more than they hold") {
  CHECK(code("a") == "`a`");
  CHECK(code("a`b") == "``a`b``");
  CHECK(code("`") == "`` ` ``");
  CHECK(code(" a ") == "`  a  `");
  CHECK(code(" ") == "` `");
  CHECK(code("a``b") == "`a``b`");
}

TEST_CASE("addresses and titles of links") {
  CHECK(destination("a(b)c") == "a(b)c");
  CHECK(destination("a)b") == "<a)b>");
  CHECK(destination("a b") == "<a b>");
  CHECK(destination("a b>") == "<a b\\>>");
  CHECK(destination("?a=1&amp;b") == "?a=1\\&amp;b");
  CHECK(quoted("a \"b\"") == "\"a \\\"b\\\"\"");
  CHECK(is_autolink("http://a.b/c", "http://a.b/c"));
  CHECK(is_autolink("http://a.b/?c&d=1", "http://a.b/?c&d=1"));
  CHECK_FALSE(is_autolink("http://a.b/?c&amp;d", "http://a.b/?c&amp;d"));
  CHECK(is_autolink("a@b.c", "mailto:a@b.c"));
  CHECK_FALSE(is_autolink("a b:c", "a b:c"));
  CHECK_FALSE(is_autolink("x", "x"));
}
