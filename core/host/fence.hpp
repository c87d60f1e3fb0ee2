// What a child that runs plugin code gives up before it runs any.
#pragma once
#include <cstdint>

namespace deckle {

struct FenceLimits {
  std::uint64_t memory = 1ull << 30;  // bytes of private data
  std::uint32_t cpu_seconds = 3, open_files = 64;
};

// Takes the limits, new privileges and core dumps away, dies with the parent, answers signals as a fresh program does,
// and leaves standard input and output pointing nowhere. THE place for seccomp and Landlock rules when they come: what
// is refused here holds for describing and, later, for working children alike.
void enter_fence(const FenceLimits& limits, int parent_process);

}  // namespace deckle
