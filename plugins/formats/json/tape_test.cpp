#include "value.hpp"

#include <catch2/catch.hpp>

namespace {

json::Mistake mistake_of(std::string_view source) {
  try {
    json::parse(source);
  } catch (const json::Mistake& mistake) {
    return mistake;
  }
  return {0, 0, ""};
}

}  // namespace

TEST_CASE("every value knows its bytes") {
  const std::string source = R"({ "a" : [1, -2.5e3 ,true,null], "b\"\\" : {"c": "x\u0041\"y"} })";
  const json::Tape tape = json::parse(source);
  const auto bytes = [&](std::uint32_t index) {
    const json::Value value(tape, index);
    return source.substr(value.begin(), value.end() - value.begin());
  };
  REQUIRE(tape.tokens.size() == 11);
  CHECK(bytes(0) == source);
  CHECK(bytes(1) == "\"a\"");
  CHECK(bytes(2) == "[1, -2.5e3 ,true,null]");
  CHECK(bytes(3) == "1");
  CHECK(bytes(4) == "-2.5e3");
  CHECK(bytes(5) == "true");
  CHECK(bytes(6) == "null");
  CHECK(bytes(7) == R"("b\"\\")");
  CHECK(bytes(8) == R"({"c": "x\u0041\"y"})");
  CHECK(bytes(10) == R"("x\u0041\"y")");
  CHECK(json::Value(tape, 10).string("a string") == "xA\"y");
  CHECK(json::Value(tape, 2).list("a list").size() == 4);
  CHECK(json::Value(tape, 2).next() == 7);
}

TEST_CASE("a number alone ends with the input") {
  const json::Tape tape = json::parse("12");
  CHECK(json::Value(tape, 0).begin() == 0);
  CHECK(json::Value(tape, 0).end() == 2);
  CHECK(json::Value(tape, 0).integer("a number") == 12);
}

TEST_CASE("mistakes are at their bytes") {
  CHECK(mistake_of("[1, }").begin == 4);
  CHECK(mistake_of("[1, 2").begin == 4);
  CHECK(mistake_of("[\"\xFF\"]").begin == 2);
  CHECK(mistake_of("").message.find("unexpected end of input") != std::string::npos);
  CHECK(mistake_of("[1] x").begin == 4);
  CHECK(mistake_of(R"(["\ud800"])").message != "");
}

TEST_CASE("no depth is too deep") {
  const std::string deep(1'000'000, '[');
  CHECK(mistake_of(deep).begin == deep.size() - 1);
  CHECK(json::parse(deep + std::string(deep.size(), ']')).tokens.size() == deep.size());
}

TEST_CASE("an unexpected value says where it is and what was expected") {
  const json::Tape tape = json::parse(R"({"t": "Str", "c": 5})");
  const json::Tagged node(json::Value(tape, 0), "an inline");
  CHECK(node.name == "Str");
  CHECK_THROWS_AS(node.inner().string("a string"), json::Mistake);
  try {
    node.inner().string("a string");
  } catch (const json::Mistake& mistake) {
    CHECK(mistake.begin == 18);
    CHECK(mistake.end == 19);
    CHECK(mistake.message == "expected a string");
  }
}

TEST_CASE("a key that comes twice is a mistake") {
  const json::Tape tape = json::parse(R"({"t": "Str", "t": "Emph"})");
  CHECK_THROWS_AS(json::Tagged(json::Value(tape, 0), "an inline"), json::Mistake);
}

TEST_CASE("integers may be written as 1.0, others are none") {
  const json::Tape tape = json::parse("[1.0, 1.5, 1e300, 18446744073709551615]");
  const json::List list = json::Value(tape, 0).list("a list");
  CHECK(list[0].integer("a number") == 1);
  for (const std::uint32_t i : {1u, 2u, 3u}) CHECK_THROWS_AS(list[i].integer("a number"), json::Mistake);
  CHECK(list[3].number("a number") == 18446744073709551615.0);
}
