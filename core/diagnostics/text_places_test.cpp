#include "diagnostics/text_places.hpp"

#include <catch2/catch.hpp>

using namespace deckle;

TEST_CASE("a place counts lines and characters from 1 and marks a range of the line") {
  const std::string text = "one\r\ntwo \xC3\xA4\xC3\xB6 three\n\nend";
  const TextPlaces places("job.yaml", text);
  const std::size_t begin = text.find("three");
  const Place place = places.at(begin, begin + 5);
  CHECK(place.file == "job.yaml");
  CHECK(place.line == 2);
  CHECK(place.column == 8);
  CHECK(place.offset == begin);
  CHECK(place.excerpt == "two \xC3\xA4\xC3\xB6 three");
  CHECK(place.caret_begin == 7);
  CHECK(place.caret_length == 5);
  CHECK(places.where(begin) == "job.yaml:2:8");
  CHECK(places.at(0, 3).excerpt == "one");
  CHECK(places.at(text.size(), text.size()).line == 4);
  CHECK(places.at(1000, 2000).column == 4);
}

TEST_CASE("a place that was written is read again") {
  const Place place = place_named(TextPlaces("a:b.yaml", "one\ntwo").where(5));
  CHECK(place.file == "a:b.yaml");
  CHECK(place.line == 2);
  CHECK(place.column == 2);
  for (const char* name : {"--exporter-option toc", "job.yaml:12", "job.yaml::3", "job.yaml:1:99999999999", "", ":"}) {
    CHECK(place_named(name).file == name);
    CHECK(place_named(name).line == 0);
  }
}

TEST_CASE("a range over several lines is marked to the end of its first; an empty one as one character") {
  const TextPlaces places("f", "abc\ndef\n");
  CHECK(places.at(1, 7).caret_length == 2);
  CHECK(places.at(3, 3).caret_length == 1);
  CHECK(places.at(8, 8).line == 3);
  CHECK(TextPlaces("f", "").at(0, 0).line == 1);
}

TEST_CASE("of an enormous line the part around the range is shown") {
  std::string text;
  for (int i = 0; i < 200000; ++i) text += "\xC3\xA4";
  const TextPlaces places("f", text);
  const Place place = places.at(200000, 200004);
  CHECK(place.column == 100001);
  CHECK(place.excerpt.size() < 400);
  CHECK(place.caret_length == 2);
  CHECK(place.caret_begin == 61);
}

TEST_CASE("a carriage return alone ends a line") {
  const std::string text = "dritte\rvierte";
  const TextPlaces places("f", text);
  CHECK(places.at(0, text.size()).caret_length == 6);
  CHECK(places.at(text.find("vierte"), text.size()).line == 2);
}

TEST_CASE("bytes that are no UTF-8 are shown as such, and every place is in bounds") {
  std::string text;
  for (int i = 0; i < 4000; ++i) text += static_cast<char>(i * 7919 % 256);
  const TextPlaces places("f", text);
  for (std::size_t at = 0; at <= text.size(); ++at) {
    const Place place = places.at(at, at + 5);
    CHECK(place.line >= 1);
    CHECK(place.column >= 1);
  }
}
