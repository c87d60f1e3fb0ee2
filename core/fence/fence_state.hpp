// Which parts of the fence are in force in a process: plain numbers, which may cross a process border as bytes.
#pragma once
#include <cstdint>
#include <string>
#include <vector>

namespace deckle {

struct FenceState {
  // Error numbers of the system; 0: in force.
  std::int32_t landlock_error = -1, seccomp_error = -1, limits_error = -1;  // -1: not tried
  std::int32_t landlock_abi = 0;
};

// One line a part, for people: "Landlock: in force (ABI 4)", "seccomp: not in force: ...".
std::vector<std::string> in_words(const FenceState& state);
// The parts that are not in force, and why; empty when the fence is whole.
std::vector<std::string> missing_parts(const FenceState& state);

}  // namespace deckle
