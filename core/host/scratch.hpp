// Memory for one call, freed all at once when it is over; the first block stays for the next call.
#pragma once
#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <vector>

namespace deckle {

class ScratchArena {
 public:
  // Null when `limit` bytes would be exceeded, memory is short, or align is no power of two up to 64.
  void* take(std::uint64_t bytes, std::uint32_t align);
  void clear();
  void set_limit(std::uint64_t bytes) { m_limit = bytes; }
  // Asked before each take; false: there is no memory. For trying what becomes of a plugin then.
  void set_gate(std::function<bool()> has_room) { m_has_room = std::move(has_room); }

 private:
  static constexpr std::uint64_t first_block = 64 * 1024;
  struct Block {
    std::unique_ptr<std::byte[]> bytes;
    std::uint64_t size = 0;
  };
  bool grow(std::uint64_t wanted);

  std::vector<Block> m_blocks;
  std::uint64_t m_used = 0;   // of the last block
  std::uint64_t m_total = 0;  // of all blocks
  std::uint64_t m_limit = 1ull << 30;
  std::function<bool()> m_has_room;
};

}  // namespace deckle
