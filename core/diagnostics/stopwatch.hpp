// How long something took.
#pragma once
#include <chrono>
#include <cstdint>

namespace deckle {

class Stopwatch {
 public:
  std::uint64_t microseconds() const {
    const auto passed = std::chrono::steady_clock::now() - m_begun;
    return static_cast<std::uint64_t>(std::chrono::duration_cast<std::chrono::microseconds>(passed).count());
  }
  double seconds() const { return static_cast<double>(microseconds()) / 1e6; }

 private:
  std::chrono::steady_clock::time_point m_begun = std::chrono::steady_clock::now();
};

}  // namespace deckle
