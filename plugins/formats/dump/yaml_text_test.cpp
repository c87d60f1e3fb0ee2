#include "yaml_text.hpp"

#include <catch2/catch.hpp>

namespace {

std::string written(std::string_view text) {
  std::string out;
  dump::append_string(out, text);
  return out;
}

std::string block(std::string_view text) {
  std::string out;
  dump::append_block(out, text, 2);
  return out;
}

}  // namespace

TEST_CASE("what nobody could misread is written plainly") {
  for (const char* text : {"word", "two words", "+key", "a/b.png", "header-section-number", "x1", "_"})
    CHECK(written(text) == text);
}

TEST_CASE("what somebody could misread is quoted") {
  for (const char* text :
       {"",  " ", "a ",  " a",  "a  b", "true", "No", "NULL", "y", "1", "1.5", "-", "- a", "#a",  "a: b", "a #b",
        "~", "+", "+ a", "[a]", "{a}",  "&a",   "*a", "!a",   "|", ">", "%",   "@", "`",   "'a'", "a,b",  "\xC3\xA4"})
    CHECK(written(text) == "\"" + std::string(text) + "\"");
}

TEST_CASE("what cannot be seen is escaped") {
  CHECK(written("a\"b\\c") == R"("a\"b\\c")");
  CHECK(written("a\nb\tc\r") == R"("a\nb\tc\r")");
  CHECK(written(std::string_view("\0\x7F", 2)) == R"("\x00\x7F")");
  CHECK(written("\xC2\xA0\xE2\x80\xA8\xEF\xBB\xBF") == R"("\xA0\u2028\uFEFF")");
  CHECK(written("\xF0\x9F\xBF\xBE") == R"("\U0001FFFE")");
  CHECK(written("\xF0\x9F\x98\x80") == "\"\xF0\x9F\x98\x80\"");
}

TEST_CASE("blocks keep every line") {
  CHECK(block("a\nb") == "|-\n  a\n  b");
  CHECK(block("a\n\n  b\n") == "|\n  a\n\n    b");
}

TEST_CASE("texts that a block would change are none") {
  CHECK(dump::fits_block("a\nb"));
  CHECK(dump::fits_block("a\n\tb\n"));
  for (const char* text :
       {"", "a", " a\nb", "\na", "a\n\n", "\n", "a\n \nb", "a\n  ", "a\r\nb", "a\n\x7F", "a\n\xE2\x80\xA8"}) {
    INFO(text);
    CHECK_FALSE(dump::fits_block(text));
  }
}
