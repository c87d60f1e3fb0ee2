// Normalisation, case, segmentation, display width and categories.
#include <catch2/catch.hpp>

#include "text/fake_call.hpp"
#include "text/functions.hpp"

using namespace deckle::text;
using namespace std::string_view_literals;

namespace {

template <class Function, class... More>
std::string changed(Function function, std::string_view text, More... more) {
  FakeCall call;
  dk_str out = {};
  REQUIRE(function(call.get(), as_str(text), more..., &out) == DK_OK);
  return as_string(out);
}

std::vector<uint32_t> boundaries(std::string_view text, uint32_t what, std::string_view locale = "") {
  FakeCall call;
  const uint32_t* out = nullptr;
  uint32_t count = 0;
  REQUIRE(segment(call.get(), as_str(text), what, as_str(locale), &out, &count) == DK_OK);
  return {out, out + count};
}

uint64_t columns(std::string_view text) { return width(as_str(text)); }
using Offsets = std::vector<uint32_t>;

}  // namespace

TEST_CASE("NFC") {
  CHECK(changed(nfc, "") == "");
  CHECK(changed(nfc, "plain") == "plain");
  CHECK(changed(nfc, "a\u0308\0b"sv) == "\u00E4\0b"sv);
  CHECK(changed(nfc, "\u212B") == "\u00C5");
  CHECK(changed(nfc, "\u1112\u1161\u11AB") == "\uD55C");
  CHECK(changed(nfc, "\u0340") == "\u0300");
}

TEST_CASE("case folding and lower case") {
  CHECK(changed(fold_case, "Stra\u00DFe \u0130") == "strasse i\u0307");
  CHECK(changed(lower, "\u00C4PFEL I", as_str("")) == "\u00E4pfel i");
  CHECK(changed(lower, "I", as_str("tr")) == "\u0131");
  CHECK(changed(lower, "I", as_str("tr-TR")) == "\u0131");
  CHECK(changed(lower, "I", as_str("not a tag!")) == "i");
  CHECK(changed(lower, "\u039F\u03A3", as_str("el")) == "\u03BF\u03C2");  // the final sigma
}

TEST_CASE("segmentation") {
  CHECK(boundaries("", DK_SEGMENT_WORD) == Offsets{0, 0});
  CHECK(boundaries("ab", DK_SEGMENT_GRAPHEME) == Offsets{0, 1, 2});
  CHECK(boundaries("e\u0301x", DK_SEGMENT_GRAPHEME) == Offsets{0, 3, 4});
  CHECK(boundaries("\U0001F468\u200D\U0001F469\u200D\U0001F467!", DK_SEGMENT_GRAPHEME) == Offsets{0, 18, 19});
  CHECK(boundaries("two words", DK_SEGMENT_WORD) == Offsets{0, 3, 4, 9});
  CHECK(boundaries("One. Two.", DK_SEGMENT_SENTENCE) == Offsets{0, 5, 9});
  CHECK(boundaries("a b-c", DK_SEGMENT_LINE) == Offsets{0, 2, 4, 5});
  CHECK(boundaries("\u65E5\u672C", DK_SEGMENT_LINE) == Offsets{0, 3, 6});
  CHECK(boundaries("\u0E2A\u0E27\u0E31\u0E2A\u0E14\u0E35\u0E04\u0E23\u0E31\u0E1A", DK_SEGMENT_WORD, "th").size() == 3);
  FakeCall call;
  const uint32_t* out = nullptr;
  uint32_t count = 0;
  CHECK(segment(call.get(), as_str("a"), 99, as_str(""), &out, &count) == DK_E_UNSUPPORTED);
  CHECK(segment(call.get(), as_str("a"), 0, as_str(""), &out, &count) == DK_E_UNSUPPORTED);
}

TEST_CASE("broken text does no harm") {
  const std::string_view broken = "a\xFF\xE2\x82 b\xF0";
  CHECK(boundaries(broken, DK_SEGMENT_GRAPHEME).back() == broken.size());
  CHECK(boundaries(broken, DK_SEGMENT_LINE).back() == broken.size());
  changed(nfc, broken);
  changed(fold_case, broken);
  CHECK(columns(broken) > 0);
}

TEST_CASE("display width") {
  CHECK(columns("") == 0);
  CHECK(columns("plain text") == 10);
  CHECK(columns("\u00E4e\u0301") == 2);
  CHECK(columns("\u65E5\u672C\uFF21") == 6);
  CHECK(columns("\uFF71") == 1);              // half-width katakana
  CHECK(columns("\u1112\u1161\u11AB") == 2);  // one Hangul syllable from its parts
  CHECK(columns("\U0001F600") == 2);
  CHECK(columns("\U0001F468\u200D\U0001F469\u200D\U0001F467") == 2);  // a family
  CHECK(columns("\U0001F44D\U0001F3FD") == 2);                        // a thumb with its skin
  CHECK(columns("\u2764") == 1);
  CHECK(columns("\u2764\uFE0F") == 2);          // the same heart as an emoji
  CHECK(columns("\U0001F1E9\U0001F1EA") == 2);  // a flag
  CHECK(columns("a\u200Bb\u00AD") == 3);
  CHECK(columns("\U0001F600\U0001F600") == 4);
  CHECK(columns("x\u200D\U0001F600") == 3);
  CHECK(columns("\u0915\u094D\u0937") == 2);  // a mark between two letters
}

TEST_CASE("categories") {
  CHECK(category('a') == DK_CHAR_LETTER);
  CHECK(category(0x4E2D) == DK_CHAR_LETTER);
  CHECK(category(0x301) == DK_CHAR_MARK);
  CHECK(category('7') == DK_CHAR_NUMBER);
  CHECK(category(0xBD) == DK_CHAR_NUMBER);
  CHECK(category('-') == DK_CHAR_PUNCTUATION);
  CHECK(category('+') == DK_CHAR_SYMBOL);
  CHECK(category(0xA0) == DK_CHAR_SPACE);
  CHECK(category('\n') == DK_CHAR_CONTROL);
  CHECK(category(0x200D) == DK_CHAR_CONTROL);
  CHECK(category(0x110000) == DK_CHAR_OTHER);
  CHECK(category(UINT32_MAX) == DK_CHAR_OTHER);
}
