// A host that has no more memory from some question on: builder, edits and scratch memory ask the same gate.
#pragma once
#include <deckle/edits.h>

#include <cstdint>
#include <optional>

namespace deckle::checking {

// Counts the questions; lets those before `refuses` through, and no other. Without that number all.
class MemoryGate {
 public:
  explicit MemoryGate(std::optional<std::uint64_t> refuses) : m_first_refused(refuses.value_or(UINT64_MAX)) {}
  bool has_room() { return m_asked++ < m_first_refused; }
  std::uint64_t asked() const { return m_asked; }

 private:
  std::uint64_t m_first_refused, m_asked = 0;
};

// A table of the border in front of the real one: what finds no room is answered here, by the lack of it.
template <class Table>
struct Fronted {
  Table& real;
  MemoryGate& gate;
  Table face;
  bool was_refused = false;

  Fronted(Table& behind, MemoryGate& asked) : real(behind), gate(asked), face(behind) { face.ctx = this; }
  Fronted(const Fronted&) = delete;
};

class ShortBuilder : public Fronted<dk_builder> {
 public:
  ShortBuilder(dk_builder& behind, MemoryGate& asked);
};

class ShortEdits : public Fronted<dk_edits> {
 public:
  ShortEdits(dk_edits& behind, MemoryGate& asked);
  bool lost_content() const { return was_refused || (m_content && m_content->was_refused); }
  dk_builder* front(dk_builder& content);

 private:
  std::optional<ShortBuilder> m_content;
};

}  // namespace deckle::checking
