#include "content.hpp"

#include <catch2/catch.hpp>

using namespace markdown;

TEST_CASE("lines with white space between them are a piece of the source") {
  const std::string_view source = "  one  \r\n   two \n";
  const Slice lines[] = {{2, 7, 0}, {12, 16, 0}};
  Content content;
  content.assign(source, lines);
  CHECK(content.text() == "one  \r\n   two");
  CHECK(content.text().data() == source.data() + 2);
  CHECK(content.source(10) == 12);
}

TEST_CASE("lines with markers between them are joined, and lead back") {
  const std::string_view source = "> one\r\n> two\n";
  const Slice lines[] = {{2, 5, 0}, {9, 12, 0}};
  Content content;
  content.assign(source, lines);
  CHECK(content.text() == "one\r\ntwo");
  CHECK(content.source(0) == 2);
  CHECK(content.source(5) == 9);
  const Range word = content.source(Range{5, 8}), line_end = content.source(Range{3, 5});
  CHECK(word.begin == 9);
  CHECK(word.end == 12);
  CHECK(line_end.begin == 5);
  CHECK(line_end.end == 7);
}

TEST_CASE("joined lines lose the white space that they begin with") {
  std::string out;
  append_lines(out, "one \r\n\t two\rthree\n\nfour");
  CHECK(out == "one \ntwo\nthree\n\nfour");
}

TEST_CASE("text of YAML leads to the lines that it was folded from") {
  const std::string_view source = "a: >\n  one\n  two\n\n  three\n";
  Content content;
  CHECK(content.align("one two\nthree\n", source, {4, 26}));
  CHECK(source.substr(content.source(0), 3) == "one");
  CHECK(source.substr(content.source(4), 3) == "two");
  CHECK(source.substr(content.source(8), 5) == "three");
  CHECK(content.align("one\n\ntwo", "one\n  \n \n  two", {0, 14}));
  // A space is the end of a line, not what indents the next one.
  CHECK(content.align("one two three", "one\n \ttwo\r\n three", {0, 18}));
  CHECK(content.source(3) == 3);
  CHECK(content.source(4) == 6);
  CHECK(content.source(7) == 9);
  CHECK(content.align("one \rtwo", "one\n \rtwo", {0, 9}));
  CHECK_FALSE(content.align("one\ttwo", "'one\\ttwo'", {1, 9}));
}
