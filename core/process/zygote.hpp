// The process that workers are forked from. It is forked itself when the plan is made and something is to be done,
// enters the fence and loads the libraries that it is told to: what it holds, the plan too, every worker has from the
// beginning.
#pragma once
#include <sys/types.h>

#include <chrono>
#include <cstdint>
#include <map>
#include <memory>
#include <set>
#include <vector>

#include "process/worker.hpp"

namespace deckle {

enum class ZygoteWord : std::uint8_t;

struct WorkerLimits {
  std::uint64_t memory = 2ull << 30;          // bytes that a worker may have beyond what the zygote has
  std::uint64_t output_bytes = 256ull << 20;  // of one file
};

// How a worker ended.
struct Death {
  int status = 0;                // as of waitpid()
  std::uint64_t peak_bytes = 0;  // resident
};

class Zygote {
 public:
  // Of a process that has forked itself. It is ended with this.
  Zygote(Channel channel, pid_t process, const WorkNotes& notes);
  // Forks. `place` is what it and its workers use; the caller's own is left as it is.
  static Result<std::unique_ptr<Zygote>> start(const Workplace& place, const WorkerLimits& limits);
  Zygote(const Zygote&) = delete;
  // Ends it and all its workers.
  ~Zygote();

  // Once: it enters the fence and says what is in force, before the first plugin runs in it, and so is believed. Then
  // it makes what the run needs, and loads what it is likely to need. A problem: the fence has to be whole and is not,
  // or it did not survive all that. Neither done nor a problem: the run was interrupted.
  Result<Made> prepare(const std::vector<Need>& likely, bool fence_is_required);
  // Workers that are spawned afterwards have it, or know that it cannot be had; false: an extension that this
  // installation lacks. A problem: it did not survive that.
  Result<bool> load(const Need& need);

  struct Child {
    Channel channel;
    pid_t process = 0;
    Descriptor handle;  // a pidfd, which names no other process when this one is gone
  };
  // Nothing: the system has no more to give, or the zygote is gone. `slot`: the worker's among the notes.
  std::optional<Child> spawn(std::size_t slot);
  // Of a child that has closed its channel or was killed. Waits for it. Nothing: the zygote is gone, or
  // it was another's.
  std::optional<Death> death_of(const Child& child);
  // Nobody will ask how this child ended.
  void forget(const Child& child) { m_alive.erase(child.process); }
  // Nothing can be had from it any more, and its workers are gone too.
  bool is_gone() const { return m_is_gone; }

 private:
  using Clock = std::chrono::steady_clock;
  bool can_hear(Clock::time_point deadline);
  std::unique_ptr<Incoming> receive(ZygoteWord& word, Clock::time_point deadline);
  std::unique_ptr<Incoming> hear(ZygoteWord wanted);
  bool note_death(Incoming& message);
  Result<Made> load_likely(std::vector<Need> likely);
  Result<Made> not_prepared();
  Diagnostic why_it_died();
  int end();

  Channel m_channel;
  pid_t m_process;
  Descriptor m_handle;  // a pidfd: what it started may keep its channel open
  const WorkNotes& m_notes;
  std::map<pid_t, Death> m_deaths;
  std::set<pid_t> m_alive;  // of its children
  std::string m_last_message;
  bool m_hangs = false, m_is_gone = false;
};

}  // namespace deckle
