#include "labels.hpp"

#include <catch2/catch.hpp>

using markdown::Labels;

TEST_CASE("labels are found in whatever case and with whatever white space they are written") {
  Labels<int> labels;
  CHECK(labels.find("a b") == nullptr);
  CHECK(labels.add("A\n  b", 1));
  CHECK_FALSE(labels.add("a B ", 2));
  REQUIRE(labels.find(" a\tb") != nullptr);
  CHECK(*labels.find(" a\tb") == 1);
  CHECK(labels.find("ab") == nullptr);
}

TEST_CASE("each of many labels keeps its value, and they stay in order") {
  constexpr int many = 20'000;
  Labels<int> labels;
  for (int i = 0; i < many; ++i) REQUIRE(labels.add("label " + std::to_string(i), i));
  for (int i = 0; i < many; ++i) {
    const int* found = labels.find("Label " + std::to_string(i));
    REQUIRE(found != nullptr);
    REQUIRE(*found == i);
    REQUIRE_FALSE(labels.add("label " + std::to_string(i), -1));
  }
  CHECK(labels.find("label") == nullptr);
  CHECK(labels.values().size() == many);
  CHECK(labels.values().back() == many - 1);
}

namespace {
struct OneHash {
  std::uint32_t operator()(std::string_view) const { return 0x12345678; }
};
}  // namespace

// Without a bound this would take minutes.
TEST_CASE("labels whose hashes are alike are found as fast as others") {
  constexpr int many = 200'000;
  Labels<int, OneHash> labels;
  for (int i = 0; i < many; ++i) REQUIRE(labels.add("label " + std::to_string(i), i));
  for (int i = 0; i < many; ++i) {
    const int* found = labels.find("Label " + std::to_string(i));
    REQUIRE(found != nullptr);
    REQUIRE(*found == i);
  }
  CHECK_FALSE(labels.add("label 17", -1));
  CHECK_FALSE(labels.add("label 199999", -1));
  CHECK(labels.find("label") == nullptr);
}
