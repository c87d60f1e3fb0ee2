// What a process gives up before it runs plugin code: first all that loading a library does not take, and then, in a
// worker, all but its memory and the descriptors that it was given.
#pragma once
#include <cstdint>
#include <filesystem>
#include <limits>
#include <vector>

#include "fence/fence_state.hpp"

namespace deckle {

// The most that a process may use. A limit of this value is left as it was found.
inline constexpr std::uint64_t no_limit = std::numeric_limits<std::uint64_t>::max();

struct FenceLimits {
  std::uint64_t memory = 1ull << 30;  // bytes of private data; not under AddressSanitizer
  std::uint64_t file_bytes = 0;       // to which it may make a file grow
  std::uint64_t cpu_seconds = 3, open_files = 64;
};

struct FenceRules {
  FenceLimits limits;
  int parent_process = 0;                       // the process ends with it
  int last_words = -1;                          // descriptor that is told why the process dies: see last_words.hpp
  bool may_fork = false;                        // a zygote, whose children close the fence
  std::vector<std::filesystem::path> readable;  // files and folders, besides the system's own libraries
};

// In a process of one thread, before the first library is loaded. It then answers signals as a fresh program does, is
// alone in its process group, has standard input and output that point nowhere, and cannot: gain privileges, open a
// file to write, open files that are not readable by the rules, start programs or (but for a zygote) processes and
// threads, make sockets, or signal others. The call of a plugin that tries ends the process by SIGSYS; only what is not
// readable is answered with an error. What the kernel lacks is left out, and the result says so.
FenceState enter_fence(const FenceRules& rules);

// In a child of a zygote that entered the fence with the result `entered`. Nothing can be opened or started any more:
// what the process has got is what it works with. `rules`: may_fork and readable mean nothing here; limits can only
// become narrower.
FenceState close_fence(const FenceRules& rules, FenceState entered);

}  // namespace deckle
