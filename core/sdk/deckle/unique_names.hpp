// Names of which no two are equal: the second "a" becomes "a-1", or the next number that is free. Linear in the number
// of names, however many are equal.
//
// Of a name its hash is kept, so that a document of a million names costs no million strings: a name whose hash another
// one has counts as taken, which is as good.
#pragma once
#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace deckle {

class UniqueNames {
 public:
  // Makes room for so many names at once.
  void reserve(std::size_t names) {
    if (names * 2 > m_slots.size()) grow(names * 2);
  }
  // Takes a name as it is; false if it was taken.
  bool add(std::string_view name) { return take(hash_of(name)); }
  // Takes the name, or the first one behind it that is free.
  std::string unique(const std::string& name) {
    const std::uint64_t hash = hash_of(name);
    if (take(hash)) return name;
    for (;;) {
      std::string numbered = name + "-" + std::to_string(++slot_of(hash).last_number);
      if (add(numbered)) return numbered;
    }
  }

 private:
  struct Slot {
    std::uint64_t hash = 0;  // 0: free
    std::uint64_t last_number = 0;
  };

  static std::uint64_t hash_of(std::string_view name) {
    const std::uint64_t hash = std::hash<std::string_view>()(name);
    return hash == 0 ? 1 : hash;
  }
  // That of the hash, or the free one where it belongs.
  Slot& slot_of(std::uint64_t hash) {
    std::size_t at = hash & (m_slots.size() - 1);
    while (m_slots[at].hash != 0 && m_slots[at].hash != hash) at = (at + 1) & (m_slots.size() - 1);
    return m_slots[at];
  }
  bool take(std::uint64_t hash) {
    if (m_count * 2 >= m_slots.size()) grow(m_slots.size() * 2);
    Slot& slot = slot_of(hash);
    if (slot.hash == hash) return false;
    slot.hash = hash;
    ++m_count;
    return true;
  }
  void grow(std::size_t least) {
    std::size_t size = 16;
    while (size < least) size *= 2;
    const std::vector<Slot> before = std::exchange(m_slots, std::vector<Slot>(size));
    for (const Slot& slot : before)
      if (slot.hash != 0) slot_of(slot.hash) = slot;
  }

  std::vector<Slot> m_slots;  // a power of two of them, at most half of them taken
  std::size_t m_count = 0;
};

}  // namespace deckle
