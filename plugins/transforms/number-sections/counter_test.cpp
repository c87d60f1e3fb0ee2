#include "counter.hpp"

#include <catch2/catch.hpp>

TEST_CASE("headings count on their level and start the deeper ones again") {
  SectionCounter counter({});
  CHECK(counter.next(1) == "1");
  CHECK(counter.next(2) == "1.1");
  CHECK(counter.next(2) == "1.2");
  CHECK(counter.next(3) == "1.2.1");
  CHECK(counter.next(1) == "2");
  CHECK(counter.next(2) == "2.1");
}

TEST_CASE("a level that is passed over counts nothing") {
  SectionCounter counter({});
  CHECK(counter.next(2) == "0.1");
  CHECK(counter.next(1) == "1");
  CHECK(counter.next(3) == "1.0.1");
  CHECK(counter.next(2) == "1.1");
}

TEST_CASE("counts may begin behind a number") {
  SectionCounter chapters({5});
  CHECK(chapters.next(1) == "6");
  CHECK(chapters.next(2) == "6.1");
  SectionCounter sections({1, 4});
  CHECK(sections.next(2) == "1.5");
  CHECK(sections.next(2) == "1.6");
  CHECK(sections.next(1) == "2");
  CHECK(sections.next(2) == "2.1");
}
