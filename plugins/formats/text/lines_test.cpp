// Filling of lines, list markers, raised characters, widths of columns.
#include <catch2/catch.hpp>
#include <deckle/utf8.hpp>

#include "fake_host.hpp"
#include "inlines.hpp"
#include "markers.hpp"
#include "table.hpp"

namespace {

// Characters beyond ASCII are all two columns wide, and may all end a line.
dk_status segment(const dk_call*, dk_str text, uint32_t, dk_str, const uint32_t** out, uint32_t* count) noexcept {
  static std::vector<std::uint32_t> places;
  places.clear();
  const std::string_view all = deckle::view(text);
  places.push_back(0);
  for (std::size_t at = 0; at < all.size();) {
    const char32_t c = deckle::utf8::next(all, at);
    if (at < all.size() && all[at] != ' ' && (c == ' ' || c > 0x80)) places.push_back(static_cast<std::uint32_t>(at));
  }
  places.push_back(static_cast<std::uint32_t>(all.size()));
  *out = places.data();
  *count = static_cast<std::uint32_t>(places.size());
  return DK_OK;
}

std::uint64_t width(dk_str text) noexcept {
  std::uint64_t total = 0;
  for (std::size_t at = 0; at < text.len;) total += deckle::utf8::next(deckle::view(text), at) < 0x80 ? 1 : 2;
  return total;
}

constexpr dk_text wide = {sizeof(dk_text), 0, nullptr, nullptr, nullptr, nullptr, segment, width, nullptr};

using Lines = std::vector<std::string>;

Lines lines(std::string_view letters, std::size_t columns, Wrap wrap = Wrap::automatic) {
  const FakeHost host(wide);
  return Typesetter(host.call()).lines(letters, columns, wrap);
}

}  // namespace

TEST_CASE("lines are filled") {
  CHECK(lines("", 10) == Lines{""});
  CHECK(lines("one two three", 7) == Lines{"one two", "three"});
  CHECK(lines("one two three", 6) == Lines{"one", "two", "three"});
  CHECK(lines("one two three", 8) == Lines{"one two", "three"});
  CHECK(lines("incomprehensibilities of it", 8) == Lines{"incomprehensibilities", "of it"});
  CHECK(lines("a\nb\rc", 10) == Lines{"a b", "c"});
  CHECK(lines("a\nb\rc", 10, Wrap::none) == Lines{"a b", "c"});
  CHECK(lines("a\nb\rc", 10, Wrap::preserve) == Lines{"a", "b", "c"});
  CHECK(lines("  a  b  ", 10) == Lines{"a  b"});
  CHECK(lines("well-known words", 6) == Lines{"well-known", "words"});
  CHECK(lines("one\x1Ftwo three", 6) == Lines{"one two", "three"});
}

TEST_CASE("wide characters take two columns, and end a line anywhere") {
  CHECK(lines("\u65E5\u672C\u8A9E\u6587", 5) == Lines{"\u65E5\u672C", "\u8A9E\u6587"});
  CHECK(lines("\u65E5\n\u672C", 10) == Lines{"\u65E5\u672C"});
  CHECK(lines("\u65E5\nb", 10) == Lines{"\u65E5 b"});
  CHECK(lines("\u00E4\u00F6\u00FC\u00DF", 2) == Lines{"\u00E4\u00F6\u00FC\u00DF"});  // Latin: only at spaces
}

TEST_CASE("markers of lists") {
  CHECK(ordered_marker(3, "decimal", "period") == "3.");
  CHECK(ordered_marker(4, "lower-roman", "one-parenthesis") == "iv)");
  CHECK(ordered_marker(1994, "upper-roman", "period") == "MCMXCIV.");
  CHECK(ordered_marker(28, "lower-alpha", "two-parentheses") == "(ab)");
  CHECK(ordered_marker(26, "upper-alpha", "period") == "Z.");
  CHECK(ordered_marker(0, "lower-alpha", "") == "0.");
  CHECK(ordered_marker(-5, "lower-roman", "") == "-5.");
  CHECK(ordered_marker(5000, "lower-roman", "") == "5000.");
  CHECK(ordered_marker(1, "example", "period") == "(1)");
}

TEST_CASE("raised characters") {
  CHECK(raised("2", true) == "\u00B2");
  CHECK(raised("2", false) == "\u2082");
  CHECK(raised("10-n", true) == "\u00B9\u2070\u207B\u207F");
  CHECK(raised("ab", true) == "^(ab)");
  CHECK(raised("ab", false) == "_(ab)");
}

TEST_CASE("columns share what there is") {
  using Widths = std::vector<std::size_t>;
  CHECK(fitted({5, 5}, 20) == Widths{5, 5});
  CHECK(fitted({5, 100}, 30) == Widths{5, 25});
  CHECK(fitted({100, 5, 100}, 45) == Widths{20, 5, 20});
  CHECK(fitted({9, 9, 9}, 2) == Widths{1, 1, 1});
  CHECK(fitted({}, 10).empty());
}
