#include "process/zygote.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <poll.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <csignal>
#include <cstdlib>
#include <cstring>

#include "engine/interrupt.hpp"
#include "fence/fence_state.hpp"
#include "fence/last_words.hpp"
#include "process/how_it_ended.hpp"
#include "process/wire_fields.hpp"
#include "process/zygote_child.hpp"

namespace deckle {
namespace {

// For plugins to be loaded and made; and for a fork.
constexpr std::chrono::seconds patience{10};

Diagnostic cannot_fork(int why) {
  return error("host.cannot-fork", fmt::format("no process for plugins: {}", std::strerror(why)));
}

// -1: there is no such process.
pid_t parent_of(pid_t process) {
  const Descriptor file(open(fmt::format("/proc/{}/stat", process).c_str(), O_RDONLY | O_CLOEXEC));
  char text[512] = {};
  if (!file || pread(file.get(), text, sizeof text - 1, 0) <= 0) return -1;
  const char* name_end = std::strrchr(text, ')');
  return name_end != nullptr && std::strlen(name_end) > 4 ? static_cast<pid_t>(std::atoi(name_end + 4)) : -1;
}

}  // namespace

Result<std::unique_ptr<Zygote>> Zygote::start(const Workplace& place, const WorkerLimits& limits) {
  auto ends = channel_pair();
  if (!ends) return cannot_fork(errno);
  const pid_t supervisor = getpid();
  const pid_t child = fork();
  if (child < 0) return cannot_fork(errno);
  if (child == 0) {
    ends->second.be_patient();
    be_zygote(ends->second, place, limits, supervisor);
  }
  setpgid(child, child);  // what a terminal says to the run, the run decides about
  return std::make_unique<Zygote>(std::move(ends->first), child, place.notes);
}

Zygote::Zygote(Channel channel, pid_t process, const WorkNotes& notes)
    : m_channel(std::move(channel)),
      m_process(process),
      m_handle(static_cast<int>(syscall(SYS_pidfd_open, process, 0))),
      m_notes(notes) {}

Zygote::~Zygote() { end(); }

// With its children and all that plugins started in it. Its status, once.
int Zygote::end() {
  m_is_gone = true;
  if (m_process == 0) return 0;
  int status = 0;
  kill(-m_process, SIGKILL);
  while (waitpid(m_process, &status, 0) < 0 && errno == EINTR) {
  }
  m_process = 0;
  return status;
}

// False: it is gone, takes too long, or the run was interrupted.
bool Zygote::can_hear(Clock::time_point deadline) {
  pollfd waiting[] = {{m_channel.descriptor(), POLLIN, 0}, {m_handle.get(), POLLIN, 0}};
  while (*interrupt_flag() == 0) {
    const auto left = std::chrono::duration_cast<std::chrono::milliseconds>(deadline - Clock::now()).count();
    const int ready = poll(waiting, 2, static_cast<int>(std::clamp<std::int64_t>(left, 0, 100)));
    if (ready > 0) return (waiting[0].revents & POLLIN) != 0;
    m_hangs = left <= 0;
    if (m_hangs) return false;
  }
  return false;
}

// The next message, whose word is `word`; of a death it takes note.
std::unique_ptr<Incoming> Zygote::receive(ZygoteWord& word, Clock::time_point deadline) {
  std::optional<Message> message;
  if (!m_is_gone && can_hear(deadline)) message = m_channel.receive(1u << 24);
  m_is_gone = !message;
  if (m_is_gone) return nullptr;
  m_last_message = message->bytes;
  auto heard = std::make_unique<Incoming>(std::move(*message));
  m_is_gone = !heard->read.number("word", word) || (word == ZygoteWord::died && !note_death(*heard));
  return m_is_gone ? nullptr : std::move(heard);
}

bool Zygote::note_death(Incoming& message) {
  pid_t process = 0;
  Death death;
  if (!message.read.number("process", process) || !message.read.number("status", death.status) ||
      !message.read.number("peak", death.peak_bytes))
    return false;
  if (m_alive.erase(process) != 0) m_deaths[process] = death;
  return true;
}

std::unique_ptr<Incoming> Zygote::hear(ZygoteWord wanted) {
  ZygoteWord word{};
  const Clock::time_point deadline = Clock::now() + patience;
  while (std::unique_ptr<Incoming> heard = receive(word, deadline))
    if (word == wanted) return heard;
  return nullptr;
}

Result<Made> Zygote::prepare(const std::vector<Need>& likely, bool fence_is_required) {
  Outgoing order;
  order.write.number("word", ZygoteWord::enter_fence);
  const std::unique_ptr<Incoming> fenced = order.send(m_channel) ? hear(ZygoteWord::fenced) : nullptr;
  FenceState fence;
  if (!fenced || !fenced->read.number("fence", fence)) return not_prepared();
  if (const auto missing = missing_parts(fence); fence_is_required && !missing.empty())
    return error("run.sandbox", fmt::format("the fence around plugins is not whole: {}", fmt::join(missing, "; ")),
                 "`deckle doctor` says what this system has; run: sandbox: auto does without");
  return load_likely(likely);
}

Result<Made> Zygote::load_likely(std::vector<Need> likely) {
  Outgoing order;
  order.write.number("word", ZygoteWord::prepare);
  order.write.list("likely", likely, fields::of_need);
  const std::unique_ptr<Incoming> answer = order.send(m_channel) ? hear(ZygoteWord::prepared) : nullptr;
  Made made;
  if (answer && fields::of_made(answer->read, made)) return made;
  return not_prepared();
}

Result<Made> Zygote::not_prepared() {
  if (*interrupt_flag() != 0) return Made();
  return why_it_died();
}

Diagnostic Zygote::why_it_died() {
  constexpr std::string_view when = "when plugins were loaded and made ready";
  const bool hung = m_hangs, lived = !has_ended(m_handle.get());
  const std::string last = m_notes.last_at_work(0), who = last.empty() ? "the host" : last;
  const int status = end();
  if (hung) return error("plugin.hung", fmt::format("{} took more than {} s {}", who, patience.count(), when));
  if (lived && !last_words_in(m_last_message)) return how_it_broke_in(last);
  return how_it_ended(m_last_message, status, who, when);
}

Result<bool> Zygote::load(const Need& need) {
  Outgoing order;
  order.write.number("word", ZygoteWord::load);
  Need copy = need;
  fields::of_need(order.write, copy);
  const std::unique_ptr<Incoming> answer = order.send(m_channel) ? hear(ZygoteWord::loaded) : nullptr;
  bool is_there = false;
  if (answer && answer->read.number("is there", is_there)) return is_there;
  return why_it_died();
}

std::optional<Zygote::Child> Zygote::spawn(std::size_t slot) {
  auto ends = channel_pair();
  if (!ends) return std::nullopt;
  Outgoing order;
  order.write.number("word", ZygoteWord::spawn);
  order.write.number("slot", static_cast<std::uint64_t>(slot));
  order.lend(ends->second.descriptor());
  m_is_gone = m_is_gone || !order.send(m_channel);
  const std::unique_ptr<Incoming> answer = m_is_gone ? nullptr : hear(ZygoteWord::spawned);
  pid_t process = -1;
  if (!answer || !answer->read.number("process", process) || process <= 0) return std::nullopt;
  // Plugins have run in the zygote: what it calls its child is believed when the system says so too.
  Child child{std::move(ends->first), process, Descriptor(static_cast<int>(syscall(SYS_pidfd_open, process, 0)))};
  m_is_gone = !child.handle || parent_of(process) != m_process;
  if (m_is_gone) return std::nullopt;
  m_alive.insert(process);
  return child;
}

std::optional<Death> Zygote::death_of(const Child& child) {
  ZygoteWord word{};
  const Clock::time_point deadline = Clock::now() + patience;
  while (m_deaths.count(child.process) == 0)
    if (m_alive.count(child.process) == 0 || !receive(word, deadline)) return std::nullopt;
  const Death death = m_deaths.at(child.process);
  m_deaths.erase(child.process);
  return death;
}

}  // namespace deckle
