// How much memory a worker has taken that is its own. What the limit of private data does not count is here too: memory
// that it shares with nobody, and files in memory. Seen from the supervisor, now and then.
#pragma once
#include <sys/types.h>

#include <cstdint>

namespace deckle {

// Bytes; 0: it is gone.
std::uint64_t memory_of(pid_t worker);

}  // namespace deckle
