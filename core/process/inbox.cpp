#include "process/inbox.hpp"

#include "io/files.hpp"

namespace deckle {

Inbox::Received Inbox::receive() {
  std::optional<Message> message = m_channel.receive(largest_input);
  if (!message) return {};
  Received received{Word{}, std::make_unique<Incoming>(std::move(*message))};
  if (!received.message->word(received.word)) return {};
  return received;
}

std::unique_ptr<Incoming> Inbox::next_work(Word& word) {
  Received next;
  if (m_work.empty()) {
    next = receive();
  } else {
    next = std::move(m_work.front());
    m_work.pop_front();
  }
  word = next.word;
  return std::move(next.message);
}

std::unique_ptr<Incoming> Inbox::next_answer() {
  while (true) {
    Received next = receive();
    if (!next.message || next.word == Word::answer) return std::move(next.message);
    m_work.push_back(std::move(next));
  }
}

}  // namespace deckle
