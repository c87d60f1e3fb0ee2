#include "entities.hpp"

#include <catch2/catch.hpp>

using namespace markdown;

namespace {

std::string unescaped(std::string_view text) {
  std::string out;
  append_unescaped(out, text);
  return out;
}

}  // namespace

TEST_CASE("the first, the last and the odd names are found") {
  CHECK(unescaped("&AElig;&zwnj;") == "\u00C6\u200C");
  CHECK(unescaped("&amp;&AMP;&lt;") == "&&<");
  CHECK(unescaped("&NotEqualTilde;") == "\u2242\u0338");  // two code points
  CHECK(unescaped("&CounterClockwiseContourIntegral;") == "\u2233");
}

TEST_CASE("what is no character reference stays") {
  for (const std::string_view text :
       {"&", "&;", "&amp", "&nosuchname;", "&#;", "&#x;", "&#12345678;", "&#x1234567;", "&a b;"})
    CHECK(unescaped(text) == text);
}

TEST_CASE("numbers that are no characters are U+FFFD") {
  CHECK(unescaped("&#0;&#xD800;&#x110000;") == "\uFFFD\uFFFD\uFFFD");
  CHECK(unescaped("&#65;&#x42;&#X43;") == "ABC");
}

TEST_CASE("only punctuation can be escaped") { CHECK(unescaped("\\*\\a\\\\\\&amp;\\") == "*\\a\\&amp;\\"); }
