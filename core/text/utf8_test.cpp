// The SDK's UTF-8 functions against the tables of the Unicode standard and against every code point.
#include "deckle/utf8.hpp"

#include <array>
#include <catch2/catch.hpp>

namespace utf8 = deckle::utf8;
using namespace std::string_view_literals;

namespace {

// Text as code points; each mistake is U+FFFD.
std::u32string decode_all(std::string_view text) {
  std::u32string points;
  for (std::size_t at = 0; at < text.size();) points.push_back(utf8::next(text, at));
  return points;
}

std::string encoded(char32_t c) {
  std::string text;
  utf8::append(text, c);
  return text;
}

}  // namespace

TEST_CASE("every code point is written, accepted and read back") {
  std::size_t wrong = 0;
  for (char32_t c = 0; c <= 0x10FFFF; ++c) {
    if (c >= 0xD800 && c <= 0xDFFF) continue;
    const std::string text = encoded(c);
    const utf8::Step step = utf8::decode(text, 0);
    if (!step.valid || step.code_point != c || step.length != text.size() || !utf8::is_valid(text)) ++wrong;
    if (!utf8::is_valid(text + "more")) ++wrong;
    if (utf8::count(text) != 1) ++wrong;
  }
  CHECK(wrong == 0);
  CHECK(encoded(0x7F).size() == 1);
  CHECK(encoded(0x80).size() == 2);
  CHECK(encoded(0x7FF).size() == 2);
  CHECK(encoded(0x800).size() == 3);
  CHECK(encoded(0xFFFF).size() == 3);
  CHECK(encoded(0x10000).size() == 4);
}

TEST_CASE("what is no code point is written as the replacement character") {
  CHECK(encoded(0xD800) == "\xEF\xBF\xBD");
  CHECK(encoded(0xDFFF) == "\xEF\xBF\xBD");
  CHECK(encoded(0x110000) == "\xEF\xBF\xBD");
}

TEST_CASE("mistakes are taken apart as in tables 3-8 to 3-11 of the Unicode standard") {
  const char32_t bad = 0xFFFD;
  // 3-8: non-shortest forms. 3-9: surrogates. 3-10: other ill-formed sequences. 3-11: truncated sequences.
  CHECK(decode_all("\xC0\xAF\xE0\x80\xBF\xF0\x81\x82\x41") == std::u32string(8, bad) + U"A");
  CHECK(decode_all("\xED\xA0\x80\xED\xBF\xBF\xED\xAF\x41") == std::u32string(8, bad) + U"A");
  CHECK(decode_all("\xF4\x91\x92\x93\xFF\x41\x80\xBF\x42") == std::u32string(5, bad) + U"A" + bad + bad + U"B");
  CHECK(decode_all("\xE1\x80\xE2\xF0\x91\x92\xF1\xBF\x41") == std::u32string(4, bad) + U"A");
}

TEST_CASE("the valid prefix ends where decoding finds the first mistake") {
  const std::array<std::string_view, 12> pieces = {
      "a",        "0123456789abcdef", "\xC3\xA4",     "\xE2\x82\xAC", "\xF0\x9F\x98\x80", "\x00"sv, "\x80", "\xC3",
      "\xE2\x82", "\xF0\x9F\x98",     "\xED\xA0\x80", "\xF5"};
  std::uint32_t seed = 1;
  std::size_t wrong = 0;
  for (int round = 0; round < 20000; ++round) {
    std::string text;
    for (int k = 0; k < 6; ++k) {
      seed = seed * 1664525u + 1013904223u;
      text += pieces[(seed >> 16) % pieces.size()];
    }
    std::size_t first_mistake = 0;
    while (first_mistake < text.size() && utf8::decode(text, first_mistake).valid) {
      first_mistake += utf8::decode(text, first_mistake).length;
    }
    if (utf8::valid_prefix(text) != first_mistake) ++wrong;
  }
  CHECK(wrong == 0);
}

TEST_CASE("all sequences of up to three bytes from the borders of the ranges agree with a plain definition") {
  const std::array<unsigned char, 22> borders = {0x00, 0x7F, 0x80, 0x8F, 0x90, 0x9F, 0xA0, 0xBF, 0xC0, 0xC1, 0xC2,
                                                 0xDF, 0xE0, 0xE1, 0xEC, 0xED, 0xEE, 0xEF, 0xF0, 0xF3, 0xF4, 0xF5};
  for (const unsigned a : borders) {
    for (const unsigned b : borders) {
      for (const unsigned c : borders) {
        const std::string text = {static_cast<char>(a), static_cast<char>(b), static_cast<char>(c)};
        // Valid exactly when writing back what was read gives the same bytes, and no U+FFFD was in it.
        std::string again;
        bool replaced = false;
        for (const char32_t point : decode_all(text)) {
          utf8::append(again, point);
          replaced = replaced || point == utf8::replacement;
        }
        if (replaced) again.clear();
        CHECK(utf8::is_valid(text) == (again == text));
        CHECK(utf8::is_valid(text + "more") == (again == text));
      }
    }
  }
}

TEST_CASE("the ends of text are safe") {
  std::size_t at = 0;
  CHECK(utf8::next("", at) == utf8::replacement);
  CHECK(at == 0);
  CHECK(utf8::decode("a", 7).length == 0);
  CHECK(utf8::is_valid(""));
  CHECK(utf8::valid_prefix({}) == 0);
  CHECK(utf8::count("\xC3\xA4"sv) == 1);
  for (std::size_t length = 0; length < 40; ++length) {  // around the groups of 16 and 8
    const std::string ascii(length, 'x');
    CHECK(utf8::is_valid(ascii));
    CHECK(utf8::valid_prefix(ascii + "\xFF" + ascii) == length);
    CHECK(utf8::valid_prefix(ascii + "\xE2\x82") == length);
    CHECK(utf8::is_valid(ascii + "\xE2\x82\xAC" + ascii));
  }
}
