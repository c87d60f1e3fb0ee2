// Memory for one large thing.
#pragma once
#include <cstdint>
#include <cstdlib>
#include <memory>

namespace deckle {

struct FreeMemory {
  void operator()(std::uint64_t* at) const { std::free(at); }
};
using Memory = std::unique_ptr<std::uint64_t[], FreeMemory>;  // 8-byte aligned, not cleared

// Throws std::bad_alloc.
Memory memory_for(std::uint64_t bytes);

}  // namespace deckle
