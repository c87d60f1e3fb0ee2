#include "host/source_places.hpp"

#include <catch2/catch.hpp>

TEST_CASE("a source that nobody knows has no file") {
  const deckle::SourcePlaces places;
  CHECK(places.place({7, 1, 2}, nullptr).file.empty());
}

TEST_CASE("a part of a container is named by the document under construction") {
  deckle::SourcePlaces places;
  places.name_with([](std::uint32_t id) { return id == 7 ? std::string("a.docx!/word/document.xml") : std::string(); });
  CHECK(places.place({7, 11, 12}, nullptr).file == "a.docx!/word/document.xml");
  CHECK(places.place({7, 11, 12}, nullptr).offset == 11);
  CHECK(places.place({8, 11, 12}, nullptr).file.empty());
}

TEST_CASE("bytes that come under a name that was known replace the earlier ones") {
  deckle::SourcePlaces places;
  places.add(0, "in", "one");
  CHECK(places.place({0, 0, 1}, nullptr).excerpt == "one");
  places.add(0, "in", "two");
  CHECK(places.place({0, 0, 1}, nullptr).excerpt == "two");
}
