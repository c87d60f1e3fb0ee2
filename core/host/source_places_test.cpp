#include "host/source_places.hpp"

#include <catch2/catch.hpp>

TEST_CASE("a source that nobody knows has no file") {
  const deckle::SourcePlaces places;
  CHECK(places.place({7, 1, 2}, nullptr).file.empty());
}

TEST_CASE("bytes that come under a name that was known replace the earlier ones") {
  deckle::SourcePlaces places;
  places.add(0, "in", "one");
  CHECK(places.place({0, 0, 1}, nullptr).excerpt == "one");
  places.add(0, "in", "two");
  CHECK(places.place({0, 0, 1}, nullptr).excerpt == "two");
}
