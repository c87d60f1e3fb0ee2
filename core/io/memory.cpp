#include "io/memory.hpp"

#include <malloc.h>
#include <sys/mman.h>
#include <unistd.h>

#include <algorithm>
#include <cstring>
#include <new>

namespace deckle {
namespace {

constexpr std::size_t huge_page = 2u << 20;
constexpr std::size_t apart = 4 * huge_page;  // what is larger is no part of the heap, and given back at once

std::uintptr_t round_up(std::uintptr_t address, std::size_t to) { return (address + to - 1) / to * to; }

}  // namespace

// What a run frees for one document serves the next, but malloc keeps no more than 32 MiB, and the first document has
// nothing to take over: faulting in fresh pages of 4 KiB costs four times as much as laying out a document of 1,000,000
// nodes. So what is large lies on huge pages where the system has any; it is merely slower without.
Memory memory_for(std::uint64_t bytes) {
  const auto size = static_cast<std::size_t>(bytes);
  const bool is_apart = size >= apart;
  void* at = is_apart ? std::aligned_alloc(huge_page, (size / huge_page + 1) * huge_page) : std::malloc(size + 1);
  if (!at) throw std::bad_alloc();
  prefer_huge_pages(at, size);
  return Memory(static_cast<std::uint64_t*>(at));
}

void prefer_huge_pages(void* at, std::uint64_t bytes) {
  const auto begin = reinterpret_cast<std::uintptr_t>(at);
  const std::uintptr_t first = round_up(begin, huge_page), end = (begin + bytes) / huge_page * huge_page;
  if (first < end) madvise(reinterpret_cast<void*>(first), end - first, MADV_HUGEPAGE);
}

void move_bytes(void* to, void* from, std::uint64_t size) {
  static const auto page = static_cast<std::size_t>(sysconf(_SC_PAGESIZE));
  auto* target = static_cast<char*>(to);
  auto at = reinterpret_cast<std::uintptr_t>(from);
  const std::uintptr_t end = at + size;
  while (at != end) {
    const std::uintptr_t next = size < 2 * huge_page ? end : std::min(end, round_up(at + 1, huge_page));
    std::memcpy(target, reinterpret_cast<const void*>(at), next - at);
    const std::uintptr_t first = round_up(at, page), last = next / page * page;
    if (size >= 2 * huge_page && first < last) madvise(reinterpret_cast<void*>(first), last - first, MADV_DONTNEED);
    target += next - at;
    at = next;
  }
}

// Readers and writers let tables and texts grow: each time that one of 100 kB doubles malloc asks the kernel for fresh
// pages, and a third of the time goes into faulting them in. The end of the heap is one place for all of them. It would
// keep too much of what is freed of very large inputs.
void make_room_for_work_on(std::uint64_t input) {
  constexpr std::uint64_t least = 256u << 10, most = 4u << 20, times = 12;
  if (input < least || input > most) return;
  const auto room = static_cast<std::size_t>(input * times);
  const void* const end_before = sbrk(0);
  mallopt(M_MMAP_THRESHOLD, static_cast<int>(apart));
  mallopt(M_TRIM_THRESHOLD, static_cast<int>(most * times));
  mallopt(M_TOP_PAD, static_cast<int>(room));
  void* volatile grown = std::malloc(huge_page);
  const auto begin = reinterpret_cast<std::uintptr_t>(grown);
  std::free(grown);
  mallopt(M_TOP_PAD, 128 << 10);
  const auto end = reinterpret_cast<std::uintptr_t>(sbrk(0));
  if (end == reinterpret_cast<std::uintptr_t>(end_before) || begin == 0) return;  // it was there, or there is none
  prefer_huge_pages(grown, end - begin);
  // Small pages up to the first huge one would cost more than all that follow: they stay unused, and so untouched.
  static void* gap = nullptr;
  if (gap == nullptr) gap = std::malloc(round_up(begin, huge_page) - begin);
}

}  // namespace deckle
