#include <fmt/format.h>
#include <catch2/catch.hpp>

#include "engine/shard.hpp"

using namespace deckle;

TEST_CASE("every path is in exactly one share, and the shares are about equal") {
  for (const std::uint32_t count : {1u, 2u, 3u, 8u, 100u}) {
    std::vector<std::uint64_t> sizes(count);
    for (int k = 0; k < 10'000; ++k) {
      const std::string path = fmt::format("docs/chapter-{}/page-{}.md", k % 17, k);
      std::uint32_t owners = 0;
      for (std::uint32_t index = 1; index <= count; ++index) {
        const bool is_owner = Shard{index, count}.has(path);
        owners += is_owner;
        sizes[index - 1] += is_owner;
      }
      REQUIRE(owners == 1);
    }
    for (const std::uint64_t size : sizes) CHECK(size > 10'000 / count / 2);
  }
}

TEST_CASE("which share a path is in never changes") {
  CHECK(Shard{2, 4}.has("a.md"));
  CHECK(Shard{1, 4}.has("docs/b.md"));
  CHECK(Shard{2, 4}.has(""));
}

TEST_CASE("what is no share is refused") {
  CHECK(parse_shard("2/4")->name() == "2-of-4");
  for (const char* text : {"", "1", "0/2", "3/2", "1/0", "-1/2", "1/2x", "x/2", "1/10001", "1/", "/1", " 1/2"})
    CHECK(parse_shard(text).problem().code == "run.shard");
}
