// Which component each worker is at, in memory that the supervisor shares with all of them: read when one of them has
// died or has to be ended. A worker can write anything there, so it is believed as far as a message goes.
#pragma once
#include <cstddef>
#include <cstdint>
#include <string>

#include "host/call_watch.hpp"

namespace deckle {

class WorkNotes : public CallWatch {
 public:
  // Before the first fork. Slot 0 is the zygote's.
  explicit WorkNotes(std::size_t slots);
  WorkNotes(const WorkNotes&) = delete;
  ~WorkNotes() override;

  // In the process that will write there.
  void take_slot(std::size_t slot) { m_own = slot; }
  void entered(const ComponentManifest& component) override;
  void left() override;

  // "the reader markdown"; between calls "the host, after the reader markdown,"; "the host" before the first, or when
  // nothing can be known.
  std::string at_work(std::size_t slot) const;
  // "the reader markdown", between calls as well; empty when nothing can be known.
  std::string last_at_work(std::size_t slot) const;
  void clear(std::size_t slot);

 private:
  struct Note {
    std::uint8_t is_inside;
    char text[127];
  };
  Note* m_notes = nullptr;  // null: the system had no memory to share
  std::size_t m_slots, m_own = 0;
};

}  // namespace deckle
