// What a worker is sent: the next work may come before the answer to a question about the one in hand.
#pragma once
#include <deque>
#include <memory>

#include "process/wire.hpp"

namespace deckle {

class Inbox {
 public:
  explicit Inbox(const Channel& channel) : m_channel(channel) {}
  const Channel& channel() const { return m_channel; }
  // Work that came while an answer was waited for.
  bool holds_work() const { return !m_work.empty(); }

  // Both wait. Null: the supervisor is gone, or does not speak our language.
  std::unique_ptr<Incoming> next_work(Word& word);
  std::unique_ptr<Incoming> next_answer();

 private:
  struct Received {
    Word word;
    std::unique_ptr<Incoming> message;
  };
  Received receive();

  const Channel& m_channel;
  std::deque<Received> m_work;
};

}  // namespace deckle
