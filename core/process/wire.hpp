// What supervisor and worker say to each other: each message begins with one of these words, its fields follow as
// host/byte_access.hpp writes them. Both are the same program, so there are no versions.
//
// A worker speaks of the one document that it has in hand: works are counted, so that what is said about one is not
// taken for the next. A question is answered by one answer before anything else; what is no question is heard before
// it.
#pragma once
#include <cerrno>
#include <memory>
#include <string>
#include <vector>

#include "engine/workshop.hpp"
#include "host/byte_access.hpp"
#include "process/channel.hpp"

namespace deckle {

enum class Word : std::uint8_t {
  // to a worker
  make = 1,  // documents, one after the other: the turn, Order, main files and InputFile of each
  join,      // a joined document: its turn, outputs, members
  answer,    // to the question that was asked last
  // questions of a worker, as Broker has them; `member`: the block of a member of the joined document
  resolve,
  reopen,
  input,
  address,
  content,
  check,  // several at once; with it comes what is going to be said of their addresses, as far as that is known
  member,
  // from a worker
  checked,  // references as of `check`, of which it found the answers by itself
  done,     // the turn, Made, the staged outputs
  need,     // something that is not loaded; the worker ends, and the document is begun again where it is
  log,
};

// What a worker has to have loaded before it can go on.
struct Need {
  enum Kind : std::uint8_t { reader, extension };
  Kind kind = reader;
  std::string name;
  bool operator==(const Need&) const = default;
};
// A message under construction, and the descriptors that go with it.
class Outgoing {
 public:
  Outgoing() = default;
  explicit Outgoing(Word word) { write.number("word", word); }
  Outgoing(const Outgoing&) = delete;

  // Small ones as bytes, others as a descriptor of a file, which stays open until this is gone.
  void add(const InputFile& file);
  // As a descriptor that stays the caller's, or that is given up; false: there are too many already.
  bool lend(int descriptor);
  bool give(Descriptor descriptor);
  bool has_room() const { return m_descriptors.size() < Channel::most_descriptors; }
  // It cannot be sent: something of it could not be had.
  void fail() { m_failed = errno != 0 ? errno : EIO; }
  std::size_t size() const { return m_bytes.size(); }
  // False: errno says why.
  bool send(const Channel& to) const;

 private:
  std::string m_bytes;
  std::vector<int> m_descriptors;
  std::vector<Descriptor> m_own;
  std::vector<FileBytes> m_files;
  int m_failed = 0;  // with this error

 public:
  ByteWriter write{m_bytes};
};

// A message that was received. What is not as it should be makes a call false or gives nothing.
class Incoming {
 public:
  explicit Incoming(Message message)
      : m_bytes(std::make_shared<const std::string>(std::move(message.bytes))),
        m_descriptors(std::move(message.descriptors)),
        read(*m_bytes) {}
  Incoming(const Incoming&) = delete;

  bool word(Word& word);
  std::size_t size() const { return m_bytes->size(); }
  // What came as bytes keeps the message. `stays_open`: as read_open_file() has it.
  bool take(InputFile& file, bool stays_open = true);
  // The next one that came with it; none when there are no more.
  Descriptor take_descriptor();
  // All of this process above `highest`, but for those that came with it and are not taken yet.
  void close_other_descriptors(int highest) const;

 private:
  std::shared_ptr<const std::string> m_bytes;
  std::vector<Descriptor> m_descriptors;
  std::size_t m_next = 0;

 public:
  ByteReader read;
};

// The lines that plugins log about one document; a plugin that logs in a loop shall not drown the rest.
inline constexpr unsigned most_log_lines = 1000;
inline constexpr std::size_t longest_log_line = 4096;
// Bytes in which a worker says what came of a document, beside its outputs: diagnostics for the most part, of which
// there is a limit.
inline constexpr std::size_t most_bytes_said = 16u << 20;

// Bytes beyond which a file is passed as a descriptor.
inline constexpr std::size_t most_bytes_inline = 56u << 10;

}  // namespace deckle
