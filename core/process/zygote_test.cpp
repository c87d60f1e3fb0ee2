// Plugins run in the zygote: what it says is hostile as well.
#include <sys/socket.h>
#include <sys/time.h>
#include <sys/wait.h>
#include <unistd.h>

#include <catch2/catch.hpp>
#include <csignal>

#include "check/random.hpp"
#include "fence/fence_state.hpp"
#include "process/wire_fields.hpp"
#include "process/zygote_child.hpp"

using namespace deckle;
using naive::Random;

namespace {

using Answers = std::vector<std::string>;

std::string answer(ZygoteWord word, const std::function<void(ByteWriter&)>& fields) {
  std::string made;
  ByteWriter write(made);
  write.number("word", word);
  fields(write);
  return made;
}

std::string spawned(pid_t process) {
  return answer(ZygoteWord::spawned, [&](ByteWriter& write) { write.number("process", process); });
}

std::string died(pid_t process) {
  return answer(ZygoteWord::died, [&](ByteWriter& write) {
    write.number("process", process);
    write.number("status", 0);
    write.number("peak", std::uint64_t{1});
  });
}

std::string fenced(FenceState state) {
  return answer(ZygoteWord::fenced, [&](ByteWriter& write) { write.number("fence", state); });
}

std::string prepared() {
  return answer(ZygoteWord::prepared, [](ByteWriter& write) {
    Made made;
    made.result.done = true;
    made.result.diagnostics = {error("some.code", "a message", "a hint")};
    fields::of_made(write, made);
  });
}

// A process that gives all its answers at once, says no more, and hears what it is told; not for longer than its
// patience, if that is not 0.
class Fake {
 public:
  explicit Fake(const Answers& answers, timeval patience = {}) {
    auto ends = channel_pair();
    const pid_t child = fork();
    if (child == 0) {
      ends->first = Channel(Descriptor());
      for (const std::string& one : answers) ends->second.send(one);
      shutdown(ends->second.descriptor(), SHUT_WR);
      setsockopt(ends->second.descriptor(), SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience);
      while (ends->second.receive(1u << 20)) {
      }
      _exit(0);
    }
    setpgid(child, child);
    m_zygote = std::make_unique<Zygote>(std::move(ends->first), child, m_notes);
  }
  Zygote* operator->() const { return m_zygote.get(); }

 private:
  WorkNotes m_notes{2};
  std::unique_ptr<Zygote> m_zygote;
};

// Another's, of which nobody must take care.
struct Bystander {
  pid_t process = fork();
  Bystander() {
    while (process == 0) pause();
  }
  ~Bystander() {
    CHECK(waitpid(process, nullptr, WNOHANG) == 0);  // it lives
    kill(process, SIGKILL);
    waitpid(process, nullptr, 0);
  }
};

}  // namespace

TEST_CASE("a zygote is believed what it says of the fence, and a whole one may be required") {
  const FenceState whole{0, 0, 0, 4}, open{0, ENOSYS, 0, 4};
  CHECK(Fake({fenced(whole), prepared()})->prepare({}, true)->result.done);
  CHECK(Fake({fenced(open), prepared()})->prepare({}, false)->result.done);
  const Result<Made> refused = Fake({fenced(open), prepared()})->prepare({}, true);
  REQUIRE_FALSE(refused);
  CHECK(refused.problem().code == "run.sandbox");
}

TEST_CASE("the processes that a zygote names are its own children or none") {
  const Bystander bystander;
  for (const pid_t process : {bystander.process, getpid(), pid_t{1}, pid_t{0}, pid_t{-1}, pid_t{0x7FFFFFFF}}) {
    const Fake zygote({died(process), spawned(process)});
    CHECK_FALSE(zygote->spawn(1));
  }
  const Fake liar({spawned(bystander.process)});
  CHECK_FALSE(liar->spawn(1));
  CHECK(liar->is_gone());
}

TEST_CASE("what a zygote says that was changed at random harms nobody") {
  const Bystander bystander;
  const Answers sound = {fenced({0, 0, 0, 4}), prepared(), answer(ZygoteWord::loaded, [](ByteWriter&) {}),
                         spawned(bystander.process), died(bystander.process)};
  Random random(20261122);
  int prepared_ones = 0;
  for (int run = 0; run < 200; ++run) {
    Answers answers = sound;
    for (std::uint32_t changes = 1 + random.below(3); changes > 0; --changes) {
      std::string& one = answers[random.below(answers.size())];
      const std::size_t at = random.below(one.size() + 1);
      if (random.chance(30)) one.resize(at);
      else if (random.chance(20)) std::swap(one, answers[random.below(answers.size())]);
      else if (at < one.size()) one[at] = static_cast<char>(random.next());
    }
    const Fake zygote(answers, {0, 5000});
    prepared_ones += static_cast<bool>(zygote->prepare({}, false));
    static_cast<void>(zygote->load({Need::reader, "markdown"}));
    CHECK_FALSE(zygote->spawn(1));
  }
  CHECK(prepared_ones > 0);
}
