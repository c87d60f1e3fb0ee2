#include <catch2/catch.hpp>
#include <deckle/message.hpp>

TEST_CASE("Each placeholder of a message is the next value, whatever its type") {
  const char* const text = "text";
  CHECK(deckle::message("{}, {} and {}", text, "literal", std::string("string")) == "text, literal and string");
  CHECK(deckle::message("{} {} {}", 'c', true, -1) == "c true -1");
  CHECK(deckle::message("{} of {}", 1, 2, 3) == "1 of 2");
  CHECK(deckle::message("{} of {}", 1) == "1 of {}");
  CHECK(deckle::message("none", 1) == "none");
}
