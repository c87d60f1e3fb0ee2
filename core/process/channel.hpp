// Messages between two processes over a socket pair, whole and in order, with descriptors. A message that is too long
// for the socket travels as a memory file.
//
// What comes from a worker is hostile: a message is a run of bytes that lies in this process's own memory, and nothing
// in it is believed before it has been read field by field.
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "io/descriptor.hpp"

namespace deckle {

struct Message {
  std::string bytes;
  std::vector<Descriptor> descriptors;
};

class Channel {
 public:
  static constexpr std::size_t most_descriptors = 200;  // the system's limit is 253

  explicit Channel(Descriptor socket) : m_socket(std::move(socket)) {}
  // One that was open when this program began; nothing: there is none at this descriptor.
  static std::optional<Channel> inherited(int descriptor);
  // From now on send() waits for who reads slowly: for one that has nothing else to do.
  void be_patient() { m_is_patient = true; }

  int descriptor() const { return m_socket.get(); }
  // Whether three messages that need no file fit into it, or two.
  bool has_wide_buffer() const;
  // Does not wait: who does not read what it is sent has gone astray. False: so it is, or the other side is gone; see
  // was_gone(). `descriptors` stay the caller's.
  bool send(std::string_view bytes, const std::vector<int>& descriptors = {}) const;
  // Right after a send() that failed: nobody hears any more. What was said before can still be received.
  static bool was_gone();
  // Or does not read what it is sent.
  static bool was_full();
  // Until something can be received, or the other side is gone; at most so long, or for ever if it is negative. False:
  // the time is over.
  bool wait(int milliseconds) const;
  // Waits. Nothing: the other side is gone, or what it sent is longer than `most` bytes or no message at all.
  std::optional<Message> receive(std::uint64_t most) const;

 private:
  Descriptor m_socket;
  bool m_is_patient = false;
};

// Two ends of one channel; nothing when the system has no more to give.
std::optional<std::pair<Channel, Channel>> channel_pair();

// A file in memory with these bytes, to be read from its beginning; none when the system has no more to give.
Descriptor memory_file(std::string_view bytes);

}  // namespace deckle
