#include "text_places.hpp"

#include <catch2/catch.hpp>

#include <string>

using html::TextPlaces;

namespace {

// What is written for a piece of a text.
std::string written(std::string_view page, std::string_view text, std::string_view piece) {
  TextPlaces places(page, text);
  const std::size_t at = text.find(piece);
  const std::size_t begin = places.begin_of(at);
  return std::string(page.substr(begin, places.end_of(at + piece.size()) - begin));
}

}  // namespace

TEST_CASE("characters are found where they are written") {
  CHECK(written("abc", "abc", "b") == "b");
  CHECK(written("a &amp;b c", "a &b c", "&b") == "&amp;b");
  CHECK(written("&amp;amp; c", "&amp; c", "c") == "c");
  CHECK(written("x&eacute;y", "xéy", "é") == "&eacute;");
  CHECK(written("x&#233;&#xE9y", "xééy", "y") == "y");
  CHECK(written("&copy2020 z", "©2020 z", "2020") == "2020");
  CHECK(written("&notit; z", "¬it; z", "it;") == "it;");
  CHECK(written("&notit;<b>", "¬it;", "it;") == "it;");
  CHECK(written("&notin;</x>&", "∉&", "&") == "&");
  CHECK(written("a & b", "a & b", "b") == "b");
  CHECK(written("&NotEqualTilde;z", "≂̸z", "z") == "z");
}

TEST_CASE("tags, NUL and line ends within a text are passed over") {
  CHECK(written("a</x>b<!-- c --> d", "ab d", "b") == "b");
  CHECK(written(std::string_view("a\0b", 3), "ab", "b") == "b");
  CHECK(written("a\r\nb\rc", "a\nb\nc", "c") == "c");
  CHECK(written("1 < 2 &", "1 < 2 &", "2") == "2");
}
