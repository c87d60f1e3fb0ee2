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
  bool operator==(const FenceState&) const = default;
};

struct FencePart {
  std::string name, text;  // "Landlock", "in force (ABI 4)"; "seccomp", "not in force: ..."
  bool in_force;
};
std::vector<FencePart> parts_of(const FenceState& state);

// "seccomp: not in force: ..." for each part that is not; empty when the fence is whole.
std::vector<std::string> missing_parts(const FenceState& state);

}  // namespace deckle
