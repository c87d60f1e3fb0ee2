#include "io/memory.hpp"

#include <sys/mman.h>

#include <new>

namespace deckle {

// What a run frees for one document serves the next, but malloc keeps no more than 32 MiB, and the first document has
// nothing to take over: faulting in fresh pages of 4 KiB costs four times as much as laying out a document of 1,000,000
// nodes. So what is large lies on huge pages where the system has any; it is merely slower without.
Memory memory_for(std::uint64_t bytes) {
  constexpr std::size_t huge_page = 2u << 20;
  const auto size = static_cast<std::size_t>(bytes);
  const bool is_large = size >= 2 * huge_page;
  void* at = is_large ? std::aligned_alloc(huge_page, (size / huge_page + 1) * huge_page) : std::malloc(size + 1);
  if (!at) throw std::bad_alloc();
  if (is_large) madvise(at, size / huge_page * huge_page, MADV_HUGEPAGE);
  return Memory(static_cast<std::uint64_t*>(at));
}

}  // namespace deckle
