#include "process/zygote.hpp"

#include <fmt/format.h>
#include <poll.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cerrno>
#include <csignal>
#include <cstring>

#include "fence/last_words.hpp"
#include "process/how_it_ended.hpp"
#include "process/wire_fields.hpp"
#include "process/zygote_child.hpp"

namespace deckle {
namespace {

// For plugins to be loaded and made; and for a fork.
constexpr int patience_ms = 30'000;

Diagnostic cannot_fork(int why) {
  return error("host.cannot-fork", fmt::format("no process for plugins: {}", std::strerror(why)));
}

}  // namespace

Result<std::unique_ptr<Zygote>> Zygote::start(const Workplace& place, const WorkerLimits& limits) {
  auto ends = channel_pair();
  if (!ends) return cannot_fork(errno);
  const pid_t supervisor = getpid();
  const pid_t child = fork();
  if (child < 0) return cannot_fork(errno);
  if (child == 0) {
    { const Channel not_ours = std::move(ends->first); }
    ends->second.be_patient();
    be_zygote(ends->second, place, limits, supervisor);
  }
  return std::unique_ptr<Zygote>(new Zygote(std::move(ends->first), child, place.notes));
}

Zygote::~Zygote() {
  if (m_process == 0) return;
  kill(m_process, SIGKILL);  // its children end with it
  while (waitpid(m_process, nullptr, 0) < 0 && errno == EINTR) {
  }
}

// The next message, whose word is `word`; of a death it takes note.
std::unique_ptr<Incoming> Zygote::receive(ZygoteWord& word) {
  pollfd waiting{m_channel.descriptor(), POLLIN, 0};
  int ready = 0;
  do ready = poll(&waiting, 1, patience_ms);
  while (ready < 0 && errno == EINTR);
  m_hangs = ready == 0;
  std::optional<Message> message = ready > 0 ? m_channel.receive(1u << 24) : std::nullopt;
  if (!message) return nullptr;
  m_last_message = message->bytes;
  auto heard = std::make_unique<Incoming>(std::move(*message));
  if (!heard->read.number("word", word)) return nullptr;
  if (word != ZygoteWord::died) return heard;
  pid_t process = 0;
  Death death;
  if (!heard->read.number("process", process) || !heard->read.number("status", death.status) ||
      !heard->read.number("peak", death.peak_bytes))
    return nullptr;
  if (m_forgotten.erase(process) == 0) m_deaths[process] = death;
  return heard;
}

std::unique_ptr<Incoming> Zygote::hear(ZygoteWord wanted) {
  ZygoteWord word{};
  while (std::unique_ptr<Incoming> heard = receive(word))
    if (word == wanted) return heard;
  return nullptr;
}

Result<Made> Zygote::prepare(const std::vector<Need>& likely) {
  Outgoing order;
  order.write.number("word", ZygoteWord::prepare);
  std::vector<Need> needs = likely;
  order.write.list("likely", needs, fields::of_need);
  const std::unique_ptr<Incoming> answer = order.send(m_channel) ? hear(ZygoteWord::prepared) : nullptr;
  Made made;
  if (answer && answer->read.number("fence", m_fence) && fields::of_made(answer->read, made)) return made;
  return why_it_died();
}

Diagnostic Zygote::why_it_died() {
  if (m_hangs) return error("plugin.hung", fmt::format("a plugin was not ready within {} s", patience_ms / 1000));
  int status = 0;
  kill(m_process, SIGKILL);
  while (waitpid(m_process, &status, 0) < 0 && errno == EINTR) {
  }
  m_process = 0;
  return how_it_ended(m_last_message, status, m_notes.at_work(0), "when plugins were loaded and made ready");
}

bool Zygote::load(const Need& need) {
  Outgoing order;
  order.write.number("word", ZygoteWord::load);
  Need copy = need;
  fields::of_need(order.write, copy);
  return order.send(m_channel) && hear(ZygoteWord::loaded) != nullptr;
}

std::optional<Zygote::Child> Zygote::spawn(std::size_t slot) {
  auto ends = channel_pair();
  if (!ends) return std::nullopt;
  Outgoing order;
  order.write.number("word", ZygoteWord::spawn);
  order.write.number("slot", static_cast<std::uint64_t>(slot));
  order.lend(ends->second.descriptor());
  const std::unique_ptr<Incoming> answer = order.send(m_channel) ? hear(ZygoteWord::spawned) : nullptr;
  pid_t process = -1;
  if (!answer || !answer->read.number("process", process) || process <= 0) return std::nullopt;
  return Child{std::move(ends->first), process, answer->take_descriptor()};
}

std::optional<Death> Zygote::death_of(const Child& child) {
  ZygoteWord word{};
  while (m_deaths.count(child.process) == 0)
    if (!receive(word)) return std::nullopt;
  const Death death = m_deaths.at(child.process);
  m_deaths.erase(child.process);
  return death;
}

}  // namespace deckle
