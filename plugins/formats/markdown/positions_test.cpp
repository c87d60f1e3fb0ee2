#include "positions.hpp"

#include <catch2/catch.hpp>
#include <string>

namespace {

std::string at(std::string_view text, Range range) {
  return std::string(text.substr(range.begin, range.end - range.begin));
}

}  // namespace

TEST_CASE("lines and columns become bytes, whatever ends the lines") {
  const Positions positions("ab\ncd\r\nef\rgh");
  CHECK(positions.offset(1, 1) == 0);
  CHECK(positions.offset(2, 2) == 4);
  CHECK(positions.offset(3, 1) == 7);
  CHECK(positions.offset(4, 1) == 10);
  CHECK(positions.end_of_line(2) == 5);
  CHECK(positions.offset(3, 0) == 5);  // column 0: the end of the line before
}

TEST_CASE("positions that do not exist lie inside the text") {
  const Positions positions("ab\ncd");
  CHECK(positions.offset(0, 0) == 0);
  CHECK(positions.offset(-3, 7) == 0);
  CHECK(positions.offset(99, 99) == 5);
  CHECK(positions.offset(1, 99) == 3);
  CHECK(Positions("").offset(5, 5) == 0);
  CHECK(Positions("").end_of_line(5) == 0);
}

TEST_CASE("text is found though the hint is wrong, and measured with its escapes") {
  const std::string text = "> lazy &amp; \\*x\\* *y* z";
  const Positions positions(text);
  InlineFinder finder(positions, positions.whole());
  CHECK(at(text, finder.text("lazy & *x* ", 7)) == "lazy &amp; \\*x\\* ");
  const Range emphasis = finder.container("*_", "*_", {3, 6});
  CHECK(at(text, emphasis) == "*y*");
  CHECK(at(text, finder.text("y", 0)) == "y");
  finder.leave(emphasis.end);
  CHECK(at(text, finder.text(" z", 999)) == " z");
}

TEST_CASE("code is found with its backticks, over lines") {
  const std::string text = "a ``c ` \nd`` e";
  const Positions positions(text);
  InlineFinder finder(positions, positions.whole());
  CHECK(at(text, finder.text("a ", 0)) == "a ");
  CHECK(at(text, finder.code(0)) == "``c ` \nd``");
  CHECK(at(text, finder.text(" e", 0)) == " e");
}

TEST_CASE("what is nowhere gets a place inside the block") {
  const Positions positions("abc");
  for (std::size_t hint : {0u, 2u, 3u, 77u}) {
    InlineFinder finder(positions, {1, 3});
    for (const Range range : {finder.text("zzz", hint), finder.code(hint), finder.line_break(true),
                              finder.container("*", "*", {hint, hint + 4})}) {
      CHECK(range.begin >= 1);
      CHECK(range.begin <= range.end);
      CHECK(range.end <= 3);
    }
  }
}
