// What a zygote and its supervisor say to each other, and what the zygote does.
#pragma once
#include "process/zygote.hpp"

namespace deckle {

enum class ZygoteWord : std::uint8_t {
  // to the zygote
  enter_fence = 100,  // before all else
  prepare,            // what is likely to be needed
  load,               // a Need
  spawn,              // with the worker's end of its channel
  // from it
  fenced,    // FenceState; no plugin has run in the process that says so
  prepared,  // Made
  loaded,    // whether it is there
  spawned,   // process number
  died,      // process number, status, peak
};

[[noreturn]] void be_zygote(const Channel& channel, const Workplace& place, const WorkerLimits& limits,
                            pid_t supervisor);

}  // namespace deckle
