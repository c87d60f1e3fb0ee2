// Whatever comes over a channel is a message, in memory of its own, or none.
#include "process/channel.hpp"

#include <fcntl.h>
#include <sys/mman.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include <catch2/catch.hpp>
#include <csignal>
#include <numeric>

#include "check/random.hpp"
#include "process/inbox.hpp"
#include "process/wire_fields.hpp"

using namespace deckle;
using naive::Random;

namespace {

struct Pair {
  std::pair<Channel, Channel> ends = std::move(*channel_pair());

  // As it comes, whatever it is.
  void send_raw(const std::string& bytes, const std::vector<int>& descriptors) const {
    std::vector<char> control(CMSG_SPACE(std::max<std::size_t>(descriptors.size(), 1) * sizeof(int)));
    iovec part{const_cast<char*>(bytes.data()), bytes.size()};
    msghdr header{};
    header.msg_iov = &part;
    header.msg_iovlen = 1;
    if (!descriptors.empty()) {
      header.msg_control = control.data();
      header.msg_controllen = CMSG_SPACE(descriptors.size() * sizeof(int));
      cmsghdr* rights = CMSG_FIRSTHDR(&header);
      rights->cmsg_level = SOL_SOCKET;
      rights->cmsg_type = SCM_RIGHTS;
      rights->cmsg_len = CMSG_LEN(descriptors.size() * sizeof(int));
      std::memcpy(CMSG_DATA(rights), descriptors.data(), descriptors.size() * sizeof(int));
    }
    REQUIRE(sendmsg(ends.first.descriptor(), &header, MSG_NOSIGNAL) == static_cast<ssize_t>(bytes.size()));
  }
  std::optional<Message> receive(std::uint64_t most = 1u << 20) const { return ends.second.receive(most); }
};

int open_descriptors() {
  int count = 0;
  for (int number = 0; number < 1024; ++number) count += fcntl(number, F_GETFD) != -1;
  return count;
}

struct NotAFile {
  int ends[2] = {-1, -1};
  NotAFile() { REQUIRE(pipe2(ends, O_CLOEXEC) == 0); }
  ~NotAFile() { close(ends[0]), close(ends[1]); }
};

// A process that makes the file long and short in turn for as long as this lives.
class Restless {
 public:
  explicit Restless(int file, off_t size) : m_process(fork()) {
    while (m_process == 0)
      if (ftruncate(file, 0) != 0 || ftruncate(file, size) != 0) _exit(1);
  }
  ~Restless() {
    kill(m_process, SIGKILL);
    waitpid(m_process, nullptr, 0);
  }

 private:
  pid_t m_process;
};

Message as_message(const std::string& bytes, const std::vector<int>& descriptors) {
  Message made{bytes, {}};
  for (const int descriptor : descriptors) made.descriptors.emplace_back(fcntl(descriptor, F_DUPFD_CLOEXEC, 0));
  return made;
}

}  // namespace

TEST_CASE("a message is as long as its reader allows, and no longer") {
  const Pair pair;
  for (const std::size_t length : {std::size_t{0}, std::size_t{1}, std::size_t{32} << 10, std::size_t{1} << 20}) {
    REQUIRE(pair.ends.first.send(std::string(length, 'x')));
    const auto heard = pair.receive();
    REQUIRE(heard);
    CHECK(heard->bytes == std::string(length, 'x'));
  }
  REQUIRE(pair.ends.first.send(std::string((1u << 20) + 1, 'x')));
  CHECK_FALSE(pair.receive());
  const Descriptor sparse(memfd_create("sparse", MFD_CLOEXEC));
  REQUIRE(ftruncate(sparse.get(), off_t{1} << 40) == 0);
  pair.send_raw("f", {sparse.get()});
  CHECK_FALSE(pair.receive(~std::uint64_t{0} >> 34));
}

TEST_CASE("work that waits and an answer fit into a channel that nobody reads") {
  const auto ends = channel_pair();
  REQUIRE(ends);
  const std::string most(64u << 10, 'x');
  const int bytes = GENERATE(2, 3) * (64 << 10);  // the system counts twice as many
  REQUIRE(setsockopt(ends->first.descriptor(), SOL_SOCKET, SO_SNDBUF, &bytes, sizeof bytes) == 0);
  const int expected = bytes == 3 * (64 << 10) ? 3 : 2;
  CHECK(ends->first.has_wide_buffer() == (expected == 3));
  for (int sent = 0; sent < expected; ++sent) CHECK(ends->first.send(most));
}

TEST_CASE("a message in what is no file is none, and leaves nothing open") {
  const Pair pair;
  const NotAFile pipe;
  const Descriptor folder(open("/", O_RDONLY | O_DIRECTORY | O_CLOEXEC)), unreadable(open("/", O_PATH | O_CLOEXEC));
  const int before = open_descriptors();
  for (const int descriptor :
       {pipe.ends[0], pipe.ends[1], folder.get(), unreadable.get(), pair.ends.first.descriptor()}) {
    pair.send_raw("f", {descriptor});
    CHECK_FALSE(pair.receive());
  }
  pair.send_raw("f", {});
  CHECK_FALSE(pair.receive());
  CHECK(open_descriptors() == before);
}

TEST_CASE("more descriptors than a message may have are no message, and none of them stays open") {
  const Pair pair;
  const int before = open_descriptors();
  pair.send_raw("ix", std::vector<int>(Channel::most_descriptors, 0));
  CHECK(pair.receive()->descriptors.size() == Channel::most_descriptors);
  pair.send_raw("ix", std::vector<int>(253, 0));
  CHECK_FALSE(pair.receive());
  CHECK(open_descriptors() == before);
}

TEST_CASE("a file that shrinks and grows while it is read is a message or none") {
  const Pair pair;
  constexpr off_t size = 1 << 19;
  const Descriptor file(memfd_create("restless", MFD_CLOEXEC));
  const Restless restless(file.get(), size);
  for (int k = 0; k < 2000; ++k) {
    pair.send_raw("f", {file.get()});
    if (const auto heard = pair.receive()) CHECK(heard->bytes == std::string(heard->bytes.size(), '\0'));
  }
}

TEST_CASE("messages to a worker that were changed at random are work, an answer, or none") {
  std::string sample(1, static_cast<char>(Word::make));
  ByteWriter write(sample);
  Order order{.reader = 0, .path = "docs/a.md", .outputs = {0, 1}, .keep_document = true};
  write.number("turn", std::uint64_t{7});
  fields::of_order(write, order);
  write.plain_list("main files", std::vector<std::string>{"site/a.html", "data/a.json"});
  for (const char* field : {"a.md", "text/markdown"}) write.text(field, field);
  write.number("is inline", false);
  const NotAFile pipe;
  const Descriptor file = memory_file(std::string(5000, 'x')), folder(open("/", O_RDONLY | O_DIRECTORY | O_CLOEXEC));
  const std::vector<int> kinds = {file.get(), pipe.ends[1], folder.get()};
  Random random(20261122);
  int understood = 0;
  for (int run = 0; run < 20'000; ++run) {
    std::string bytes = sample;
    if (run > 0) bytes.resize(random.below(bytes.size() + 1));
    for (std::uint32_t changes = run == 0 ? 0 : random.below(4); changes > 0 && !bytes.empty(); --changes)
      bytes[random.below(bytes.size())] = static_cast<char>(random.next());
    if (random.chance(50)) bytes += sample.substr(bytes.size() % sample.size());
    Incoming message(as_message(bytes, {kinds[run == 0 ? 0 : random.below(3)]}));
    Word word{};
    std::uint64_t turn = 0;
    Order heard;
    InputFile input;
    std::vector<std::string> main_files;
    std::vector<JoinMember> members;
    if (!message.word(word) || !message.read.number("turn", turn) || !fields::of_order(message.read, heard)) continue;
    if (!message.read.plain_list("main files", main_files)) continue;
    if (word == Word::join) understood += message.read.list("members", members, fields::of_member);
    else understood += message.take(input) && input.bytes.size() <= 5000;
  }
  CHECK(understood > 0);
}

TEST_CASE("work that comes before an answer waits for its turn") {
  const Pair pair;
  Inbox inbox(pair.ends.second);
  for (const Word word : {Word::make, Word::answer, Word::join}) REQUIRE(Outgoing(word).send(pair.ends.first));
  CHECK(inbox.next_answer());
  CHECK(inbox.holds_work());
  Word word{};
  CHECK((inbox.next_work(word) && word == Word::make));
  CHECK((inbox.next_work(word) && word == Word::join));
  REQUIRE(pair.ends.first.send(""));
  CHECK_FALSE(inbox.next_answer());
}
