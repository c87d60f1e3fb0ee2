// What the fence promises, each promise put to the test on this machine.
#pragma once
#include <string>
#include <vector>

#include "fence/fence_state.hpp"

namespace deckle {

struct Promise {
  std::string what;  // "a plugin that is loaded opens no socket"
  bool kept = false;
  std::string seen;  // what came of trying: "refused: socket"
};

struct FenceReport {
  FenceState state;  // of a worker
  std::vector<Promise> promises;
};

// Forks some ten times: call it before any thread is started.
FenceReport try_fence();

}  // namespace deckle
