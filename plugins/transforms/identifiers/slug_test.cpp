// Slugs against what GitHub and pandoc 2.17 make of the same headings.
#include "slug/slug.hpp"

#include <catch2/catch.hpp>
#include <deckle/utf8.hpp>

#include <cstdlib>
#include <memory>
#include <vector>

#include "fake_host.hpp"

namespace {

// The characters of these tests.
std::uint32_t category(std::uint32_t c) noexcept {
  if (c >= 0x93E && c <= 0x94D) return DK_CHAR_MARK;
  if (c == 0xB2 || c == 0xBD || c == 0x0967) return DK_CHAR_NUMBER;
  if (c == 0x1F600 || c == 0x24D0) return DK_CHAR_SYMBOL;
  if (c == 0x203F || c == 0x2014 || c == 0x201C) return DK_CHAR_PUNCTUATION;
  return c == 0xA0 ? DK_CHAR_SPACE : DK_CHAR_LETTER;
}

dk_status lower(const dk_call*, dk_str text, dk_str, dk_str* out) noexcept {
  static std::string lowered;
  lowered.clear();
  for (std::size_t at = 0; at < text.len;) {
    char32_t c = deckle::utf8::next(deckle::view(text), at);
    if ((c >= 'A' && c <= 'Z') || c == 0xDC || c == 0xC4 || (c >= 0x410 && c <= 0x42F) || (c >= 0x391 && c <= 0x3A9))
      c += 32;
    deckle::utf8::append(lowered, c);
  }
  *out = deckle::str(lowered);
  return DK_OK;
}

constexpr dk_text letters = {sizeof(dk_text), 0, nullptr, nullptr, nullptr, lower, nullptr, nullptr, category};

std::string slug(std::string_view words, Scheme scheme) {
  const FakeHost host(letters);
  const deckle::Call call = host.call();
  return slug_of(words, scheme, Characters(call));
}

}  // namespace

TEST_CASE("slugs by both schemes") {
  struct Row {
    std::string_view words, github, pandoc;
  };
  const Row rows[] = {
      {"Heading identifiers in HTML", "heading-identifiers-in-html", "heading-identifiers-in-html"},
      {"\u00DCber \u00C4pfel & Birnen", "\u00FCber-\u00E4pfel--birnen", "\u00FCber-\u00E4pfel-birnen"},
      {"1. Intro: a_b-c.d", "1-intro-a_b-cd", "intro-a_b-c.d"},
      {"123", "123", "section"},
      {"", "", "section"},
      {"!?", "", "section"},
      {"\u00BD Tasse x\u00B2", "-tasse-x", "tasse-x\u00B2"},
      {"\u039F\u0394\u039F\u03A3", "\u03BF\u03B4\u03BF\u03C3", "\u03BF\u03B4\u03BF\u03C3"},
      {"\u0939\u093F\u0928\u094D\u0926\u0940", "\u0939\u093F\u0928\u094D\u0926\u0940", "\u0939\u0928\u0926"},
      {"emoji \U0001F600 x", "emoji--x", "emoji-x"},
      {"\u24D0 circled", "\u24D0-circled", "circled"},
      {"b\u203Fc", "b\u203Fc", "bc"},
      {"dots... and  double   spaces - dash", "dots-and--double---spaces---dash", "dots...-and-double-spaces---dash"},
      {"two\nlines", "twolines", "two-lines"},
      {" trimmed ", "trimmed", "trimmed"},
      {"a\u00A0b", "ab", "a-b"},
      {"\u041F\u0440\u0438\u0432\u0435\u0442 non-latin \u4F60\u597D",
       "\u043F\u0440\u0438\u0432\u0435\u0442-non-latin-\u4F60\u597D",
       "\u043F\u0440\u0438\u0432\u0435\u0442-non-latin-\u4F60\u597D"},
      {"--flag", "--flag", "flag"},
  };
  for (const Row& row : rows) {
    CAPTURE(row.words);
    CHECK(slug(row.words, Scheme::github) == row.github);
    CHECK(slug(row.words, Scheme::pandoc) == row.pandoc);
  }
}
