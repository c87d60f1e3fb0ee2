#include "host/source_places.hpp"

#include <catch2/catch.hpp>

using deckle::LineIndex;
using deckle::Place;

TEST_CASE("lines and columns count from one, in characters") {
  const std::string text = "erste\nzw\xC3\xB6lf x\r\ndritte\rvierte";
  const LineIndex index(text);
  CHECK(index.place(0, 1).line == 1);
  const Place x = index.place(text.find('x'), text.find('x') + 1);
  CHECK(x.line == 2);
  CHECK(x.column == 7);
  CHECK(x.excerpt == "zw\xC3\xB6lf x");
  CHECK(x.caret_begin == 6);
  CHECK(x.caret_length == 1);
  CHECK(index.place(text.find("dritte"), text.size()).caret_length == 6);
  CHECK(index.place(text.find("vierte"), text.size()).line == 4);
  CHECK(index.place(1000, 2000).column == 7);
  CHECK(LineIndex("").place(5, 9).line == 1);
}

TEST_CASE("of an enormous line a part is shown") {
  std::string text(1'000'000, 'a');
  text.replace(500'000, 4, "HERE");
  const Place place = LineIndex(text).place(500'000, 500'004);
  CHECK(place.column == 500'001);
  CHECK(place.excerpt.size() < 400);
  CHECK(place.excerpt.find("HERE") == place.caret_begin + 2);  // the ellipsis in front is one character of three bytes
  CHECK(place.caret_length == 4);
}

TEST_CASE("bytes that are no UTF-8 are shown as such, and every place is in bounds") {
  std::string text;
  for (int i = 0; i < 4000; ++i) text += static_cast<char>(i * 7919 % 256);
  const LineIndex index(text);
  for (std::size_t at = 0; at <= text.size(); ++at) {
    const Place place = index.place(at, at + 5);
    CHECK(place.line >= 1);
    CHECK(place.column >= 1);
  }
}

TEST_CASE("a source that nobody knows has no file") {
  const deckle::SourcePlaces places;
  CHECK(places.place({7, 1, 2}, nullptr).file.empty());
}
