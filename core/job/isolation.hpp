// Where plugins run.
#pragma once
#include <cstdint>
#include <string_view>

namespace deckle {

enum class Isolation : std::uint8_t {
  workers,  // in processes of their own, each of which makes one document after the other
  fork,     // each document in a process of its own
  none,     // in the process that asks
};

// By the word of jobs and the command line; any other word: workers.
constexpr Isolation isolation(std::string_view word) {
  return word == "none" ? Isolation::none : word == "fork" ? Isolation::fork : Isolation::workers;
}

}  // namespace deckle
