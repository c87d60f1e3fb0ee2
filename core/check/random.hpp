// Seeded random numbers that are the same on every machine (SplitMix64): a failing seed can be run again anywhere.
#pragma once
#include <cstdint>
#include <iterator>

namespace deckle::naive {

class Random {
 public:
  explicit Random(std::uint64_t seed) : m_state(seed) {}

  std::uint64_t next() {
    m_state += 0x9E3779B97F4A7C15u;
    std::uint64_t mixed = m_state;
    mixed = (mixed ^ (mixed >> 30)) * 0xBF58476D1CE4E5B9u;
    mixed = (mixed ^ (mixed >> 27)) * 0x94D049BB133111EBu;
    return mixed ^ (mixed >> 31);
  }
  // 0 .. limit - 1; 0 when limit is 0.
  std::uint32_t below(std::uint64_t limit) { return limit == 0 ? 0 : static_cast<std::uint32_t>(next() % limit); }
  std::uint32_t between(std::uint32_t first, std::uint32_t last) {
    return first + below(std::uint64_t{last} - first + 1);
  }
  bool chance(std::uint32_t percent) { return below(100) < percent; }
  template <class List>
  auto& pick(List& list) {
    return *(std::begin(list) + below(std::size(list)));
  }

 private:
  std::uint64_t m_state;
};

}  // namespace deckle::naive
