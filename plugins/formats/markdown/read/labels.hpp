// What the labels of links and footnotes stand for. A document may have a million of them, so a label costs one look
// into a table of hashes that doubles from its front to its back; all else lies in the order in which it was added.
#pragma once
#include <algorithm>
#include <bit>
#include <cstdint>
#include <deque>
#include <functional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "unicode.hpp"

namespace markdown {

// The first definition of a label counts.
template <class Value>
class Labels {
 public:
  // False if the label is taken.
  bool add(std::string_view label, Value value) {
    if (2 * m_values.size() >= m_slots.size()) grow();
    Slot& slot = slot_of(label);
    if (slot.number > 0) return false;
    m_folded += m_wanted;
    m_ends.push_back(m_folded.size());
    m_values.push_back(std::move(value));
    slot = {hash_of(m_wanted), static_cast<std::uint32_t>(m_values.size())};
    return true;
  }
  Value* find(std::string_view label) {
    if (m_values.empty()) return nullptr;
    const Slot& slot = slot_of(label);
    return slot.number > 0 ? &m_values[slot.number - 1] : nullptr;
  }
  // In the order in which they were added.
  const std::deque<Value>& values() const { return m_values; }

 private:
  struct Slot {
    std::uint32_t hash = 0, number = 0;  // of the value, from 1 on; 0: free
  };

  static std::uint32_t hash_of(std::string_view folded) {
    return static_cast<std::uint32_t>(std::hash<std::string_view>()(folded) >> 32);
  }
  // Its first bits say where a hash belongs, so that a table of twice the size has the same order.
  std::size_t place_of(std::uint32_t hash) const { return hash >> (33 - std::bit_width(m_slots.size())); }
  std::size_t behind(std::size_t place) const { return (place + 1) & (m_slots.size() - 1); }

  // That of a label, which is m_wanted then, or the free one where it belongs.
  Slot& slot_of(std::string_view label) {
    fold_label(label, m_wanted);
    const std::uint32_t hash = hash_of(m_wanted);
    std::size_t at = place_of(hash);
    while (m_slots[at].number > 0 && !(m_slots[at].hash == hash && label_of(m_slots[at]) == m_wanted)) at = behind(at);
    return m_slots[at];
  }
  std::string_view label_of(const Slot& slot) const {
    const std::size_t begin = slot.number == 1 ? 0 : m_ends[slot.number - 2];
    return std::string_view(m_folded).substr(begin, m_ends[slot.number - 1] - begin);
  }
  void grow() {
    const std::vector<Slot> before =
        std::exchange(m_slots, std::vector<Slot>(std::max<std::size_t>(16, 2 * m_slots.size())));
    for (const Slot& slot : before) {
      if (slot.number == 0) continue;
      std::size_t at = place_of(slot.hash);
      while (m_slots[at].number > 0) at = behind(at);
      m_slots[at] = slot;
    }
  }

  std::vector<Slot> m_slots;  // a power of two of them, at most half of them taken
  std::deque<Value> m_values;
  std::string m_folded, m_wanted;   // all labels behind each other; the one that is looked for
  std::vector<std::size_t> m_ends;  // of the labels in m_folded
};

}  // namespace markdown
