#include "nesting.hpp"

#include <catch2/catch.hpp>

using html::flattened;

namespace {

std::string flat(std::string_view text, std::size_t limit) {
  const auto result = flattened(text, limit);
  return result ? result->text : std::string(text);
}

std::string repeated(std::string_view piece, int times) {
  std::string text;
  while (times-- > 0) text += piece;
  return text;
}

}  // namespace

TEST_CASE("tags that nest too deep become comments of the same length") {
  CHECK(flat("<div><div><div>x</div></div></div>", 2) == "<div><div><?iv>x<?div></div></div>");
  CHECK(flat("<b><span a='>'>x</span></b>", 1) == "<b><?pan a=' '>x<?span></b>");
  CHECK(flattened("<i><div>x", 1)->first_begin == 3);
  CHECK(flattened("<i><div>x", 1)->first_end == 8);
}

TEST_CASE("what ends by itself is not deep") {
  for (const char* piece : {"<p>", "<li>", "<tr><td>", "<h1>", "<a name=x>", "<br>", "<img>", "<option>", "<b></b>",
                            "</div>", "<script><div></script>", "<!-- <div> -->"})
    CHECK_FALSE(flattened(repeated(piece, 100), 3));
}

TEST_CASE("a slash ends elements of SVG and MathML alone") {
  CHECK_FALSE(flattened("<svg><title>x</title>" + repeated("<path/>", 100) + "</svg>", 3));
  CHECK(flattened(repeated("<x/>", 100), 3));
  CHECK(flattened("<svg><foreignObject>" + repeated("<x/>", 100), 4));
  CHECK(flattened("<svg><p>" + repeated("<x/>", 100), 4));
}

TEST_CASE("end tags that end nothing do not hide what is open") {
  for (const char* piece : {"<b><div></b>", "<span><div></span>", "<div><table><tr><td></div>", "<x><y></z>"})
    CHECK(flattened(repeated(piece, 100), 30));
}
