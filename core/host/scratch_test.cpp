#include "host/scratch.hpp"

#include <catch2/catch.hpp>
#include <cstring>

TEST_CASE("scratch memory is aligned, limited and reused") {
  deckle::ScratchArena arena;
  arena.set_limit(1 << 20);
  for (std::uint32_t align : {1u, 2u, 8u, 64u})
    for (std::uint64_t bytes : {0ull, 1ull, 100ull, 70'000ull}) {
      void* at = arena.take(bytes, align);
      REQUIRE(at);
      CHECK(reinterpret_cast<std::uintptr_t>(at) % align == 0);
      std::memset(at, 1, bytes);
    }
  CHECK(arena.take(1, 0) == nullptr);
  CHECK(arena.take(1, 3) == nullptr);
  CHECK(arena.take(1, 128) == nullptr);
  CHECK(arena.take(2 << 20, 8) == nullptr);
  CHECK(arena.take(~0ull, 8) == nullptr);
  arena.clear();
  CHECK(arena.take(900'000, 8) != nullptr);
  arena.clear();
}
