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

// For memory of malloc that is about to be used: on huge pages, if it is large and the system has any.
void prefer_huge_pages(void* at, std::uint64_t bytes);

// Copies bytes, and gives back the pages that many of them lay in while it goes on: so that large tables are never
// there twice. What `from` holds afterwards is not defined.
void move_bytes(void* to, void* from, std::uint64_t size);

// Before work on an input of so many bytes: where it is large, and not very large, what malloc will take for it comes
// at once, on huge pages if the system has any, and is kept when it is freed. Limits of memory stay in force.
void make_room_for_work_on(std::uint64_t input);

}  // namespace deckle
