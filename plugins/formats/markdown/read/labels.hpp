// What the labels of links and footnotes stand for. A document may have a million of them, so a label costs one look
// into a table of hashes that doubles from its front to its back; all else lies in the order in which it was added.
// Labels that were made up so that their hashes are alike, and find no room near where they belong, lie in a tree.
#pragma once
#include <algorithm>
#include <bit>
#include <cstdint>
#include <deque>
#include <functional>
#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "unicode.hpp"

namespace markdown {

struct LabelHash {
  std::uint32_t operator()(std::string_view folded) const {
    return static_cast<std::uint32_t>(std::hash<std::string_view>()(folded) >> 32);
  }
};

// The first definition of a label counts.
template <class Value, class Hash = LabelHash>
class Labels {
 public:
  // False if the label is taken.
  bool add(std::string_view label, Value value) {
    if (2 * m_values.size() >= m_slots.size()) grow();
    Slot* const slot = slot_of(label);
    if (number_in(slot) > 0) return false;
    m_folded += m_wanted;
    m_ends.push_back(m_folded.size());
    m_values.push_back(std::move(value));
    put(slot, {Hash()(m_wanted), static_cast<std::uint32_t>(m_values.size())});
    return true;
  }
  Value* find(std::string_view label) {
    if (m_values.empty()) return nullptr;
    const std::uint32_t number = number_in(slot_of(label));
    return number > 0 ? &m_values[number - 1] : nullptr;
  }
  // In the order in which they were added.
  const std::deque<Value>& values() const { return m_values; }

 private:
  struct Slot {
    std::uint32_t hash = 0, number = 0;  // of the value, from 1 on; 0: free
  };

  static constexpr int most_looks = 64;  // of a million labels that nobody made up none needs more

  // Its first bits say where a hash belongs, so that a table of twice the size has the same order.
  std::size_t place_of(std::uint32_t hash) const { return hash >> (33 - std::bit_width(m_slots.size())); }
  std::size_t behind(std::size_t place) const { return (place + 1) & (m_slots.size() - 1); }

  // The first slot from where a hash belongs that is free, or that is the one; null: there is none near.
  template <class IsIt>
  Slot* slot_near(std::uint32_t hash, IsIt is_it) {
    std::size_t at = place_of(hash);
    for (int looks = 0; looks < most_looks; ++looks, at = behind(at))
      if (m_slots[at].number == 0 || (m_slots[at].hash == hash && is_it(m_slots[at]))) return &m_slots[at];
    return nullptr;
  }
  // That of a label, which is m_wanted then.
  Slot* slot_of(std::string_view label) {
    fold_label(label, m_wanted);
    return slot_near(Hash()(m_wanted), [this](const Slot& slot) { return label_of(slot) == m_wanted; });
  }
  // Of m_wanted, whose slot that would be; 0: of nothing.
  std::uint32_t number_in(const Slot* slot) const {
    if (slot != nullptr && slot->number > 0) return slot->number;
    const auto other = m_others.empty() ? m_others.end() : m_others.find(m_wanted);
    return other == m_others.end() ? 0 : other->second;
  }
  void put(Slot* slot, const Slot& label) {
    if (slot != nullptr) *slot = label;
    else m_others.emplace(label_of(label), label.number);
  }
  std::string_view label_of(const Slot& slot) const {
    const std::size_t begin = slot.number == 1 ? 0 : m_ends[slot.number - 2];
    return std::string_view(m_folded).substr(begin, m_ends[slot.number - 1] - begin);
  }
  void grow() {
    const std::vector<Slot> before =
        std::exchange(m_slots, std::vector<Slot>(std::max<std::size_t>(16, 2 * m_slots.size())));
    for (const Slot& slot : before)
      if (slot.number > 0) put(slot_near(slot.hash, [](const Slot&) { return false; }), slot);
  }

  std::vector<Slot> m_slots;  // a power of two of them, at most half of them taken
  std::deque<Value> m_values;
  std::string m_folded, m_wanted;   // all labels behind each other; the one that is looked for
  std::vector<std::size_t> m_ends;  // of the labels in m_folded
  std::map<std::string, std::uint32_t, std::less<>> m_others;  // numbers of labels that have no slot
};

}  // namespace markdown
