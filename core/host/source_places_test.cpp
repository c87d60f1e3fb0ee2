#include "host/source_places.hpp"

#include <catch2/catch.hpp>

TEST_CASE("a source that nobody knows has no file") {
  const deckle::SourcePlaces places;
  CHECK(places.place({7, 1, 2}, nullptr).file.empty());
}
