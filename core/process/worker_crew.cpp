#include "process/worker_crew.hpp"

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

#include "diagnostics/log.hpp"
#include "engine/interrupt.hpp"
#include "fence/last_words.hpp"
#include "process/broker_service.hpp"
#include "process/how_it_ended.hpp"
#include "process/wire_fields.hpp"

namespace deckle {
namespace {

constexpr std::uint64_t longest_message = 1ull << 30;
constexpr unsigned most_restarts = 3;
constexpr std::chrono::milliseconds sampling{100};

// Memory that is its own alone, resident.
std::uint64_t resident_bytes(int statistics) {
  char text[128] = {};
  if (statistics < 0 || pread(statistics, text, sizeof text - 1, 0) <= 0) return 0;
  char* at = text;
  std::strtoull(at, &at, 10);
  const std::uint64_t resident = std::strtoull(at, &at, 10), shared = std::strtoull(at, &at, 10);
  return (resident - std::min(shared, resident)) * static_cast<std::uint64_t>(sysconf(_SC_PAGESIZE));
}

}  // namespace

WorkerCrew::WorkerCrew(const Workplace& place, const CrewSettings& settings)
    : m_place(place), m_settings(settings), m_zygote(Zygote::start(place, settings.limits)) {}

WorkerCrew::~WorkerCrew() = default;

Made WorkerCrew::prepare() {
  Made failed;
  failed.plugin_failed = true;
  const Result<Made> made = m_zygote ? zygote().prepare(m_needs) : m_zygote.problem();
  if (!made) {
    failed.result.diagnostics.push_back(made.problem());
    return failed;
  }
  const std::vector<std::string> missing = missing_parts(zygote().fence());
  if (!m_settings.sandbox_required || missing.empty()) return *made;
  failed.result.diagnostics.push_back(
      error("run.sandbox", fmt::format("the fence around plugins is not whole: {}", fmt::join(missing, "; ")),
            "`deckle doctor` says what this system has; run: sandbox: auto does without"));
  return failed;
}

bool WorkerCrew::is_busy() const {
  const auto has_work = [](const auto& worker) { return !worker->queue.empty(); };
  return !m_pending.empty() || !m_done.empty() || std::any_of(m_workers.begin(), m_workers.end(), has_work);
}

bool WorkerCrew::has_room() const {
  std::size_t in_hand = m_pending.size();
  for (const auto& worker : m_workers) in_hand += worker->queue.size();
  return in_hand < m_settings.workers * most_in_hand();
}

void WorkerCrew::give(Work work) {
  m_pending.push_back(std::move(work));
  dispatch();
}

void WorkerCrew::dispatch() {
  while (!m_pending.empty()) {
    Worker* worker = worker_for(m_pending.front());
    if (worker == nullptr && is_busy() && !m_workers.empty()) return;
    Work work = std::move(m_pending.front());
    m_pending.pop_front();
    if (worker != nullptr) hand_over(*worker, std::move(work));
    else fail(std::move(work), error("host.cannot-fork", "the system could start no process for it"));
  }
}

// The least busy, or a new one. Null: all have enough to do, or there can be none.
WorkerCrew::Worker* WorkerCrew::worker_for(const Work& work) {
  const auto less_busy = [](const auto& a, const auto& b) { return a->queue.size() < b->queue.size(); };
  const auto least = std::min_element(m_workers.begin(), m_workers.end(), less_busy);
  const bool wants_fresh = work.tries > 0;
  if (least != m_workers.end() && (*least)->queue.empty() && !wants_fresh) return least->get();
  if (m_workers.size() < m_settings.workers + (wants_fresh ? 1 : 0)) return spawn();
  return !wants_fresh && (*least)->queue.size() < most_in_hand() ? least->get() : nullptr;
}

WorkerCrew::Worker* WorkerCrew::spawn() {
  const std::size_t slot = free_slot();
  m_place.notes.clear(slot);
  std::optional<Zygote::Child> child = zygote().spawn(slot);
  if (!child && restart_zygote()) child = zygote().spawn(slot);
  if (!child) return nullptr;
  Worker& worker = *m_workers.emplace_back(std::make_unique<Worker>(std::move(*child), slot));
  worker.statistics =
      Descriptor(open(fmt::format("/proc/{}/statm", worker.child.process).c_str(), O_RDONLY | O_CLOEXEC));
  return &worker;
}

std::size_t WorkerCrew::free_slot() const {
  std::size_t slot = 1;
  const auto has_it = [&](const auto& worker) { return worker->slot == slot; };
  while (std::any_of(m_workers.begin(), m_workers.end(), has_it)) ++slot;
  return slot;
}

bool WorkerCrew::restart_zygote() {
  if (++m_restarts > most_restarts) return false;
  m_zygote = Zygote::start(m_place, m_settings.limits);
  if (!m_zygote) return false;
  const Result<Made> made = zygote().prepare(m_needs);
  return made && made->result.done;
}

void WorkerCrew::hand_over(Worker& worker, Work work) {
  Outgoing message(work.members != nullptr ? Word::join : Word::make);
  fields::of_order(message.write, work.order);
  if (work.members != nullptr) {
    message.write.plain_list("main files", work.broker->places().outputs);
    message.write.list("members", *work.members, fields::of_member);
  } else {
    message.write.number("checks addresses", work.broker->checks_addresses());
    message.write.plain_list("main files", work.broker->places().outputs);
    message.add(work.input);
  }
  if (worker.queue.empty()) worker.begun = Clock::now();
  worker.queue.push_back(std::move(work));
  // One that is dying has something to say, which is heard first.
  if (!message.send(worker.child.channel) && errno != EPIPE && errno != ECONNRESET) end(worker, Ending::nonsense);
}

std::optional<Done> WorkerCrew::take() {
  while (m_done.empty() && is_busy()) {
    if (*interrupt_flag() != 0) return std::nullopt;
    dispatch();
    if (m_done.empty()) wait();
  }
  if (m_done.empty()) return std::nullopt;
  Done done = std::move(m_done.front());
  m_done.pop_front();
  return done;
}

void WorkerCrew::wait() {
  std::vector<pollfd> waiting;
  for (const auto& worker : m_workers) waiting.push_back({worker->child.channel.descriptor(), POLLIN, 0});
  const int ready = poll(waiting.data(), waiting.size(), static_cast<int>(sampling.count()));
  // From the end, as those that are found dead are taken out.
  for (std::size_t k = waiting.size(); ready > 0 && k-- > 0;)
    if (waiting[k].revents != 0) serve(*m_workers[k]);
  check_limits();
}

void WorkerCrew::check_limits() {
  const Clock::time_point now = Clock::now();
  for (const auto& worker : m_workers) {
    if (worker->queue.empty() || worker->ending != Ending::own) continue;
    const auto since = now - worker->begun;
    if (since > m_settings.time) end(*worker, Ending::time);
    else if (since > sampling && resident_bytes(worker->statistics.get()) > m_settings.limits.memory)
      end(*worker, Ending::memory);
  }
}

// It dies; its channel is closed soon.
void WorkerCrew::end(Worker& worker, Ending why) {
  worker.ending = why;
  syscall(SYS_pidfd_send_signal, worker.child.handle.get(), SIGKILL, nullptr, 0);
}

void WorkerCrew::serve(Worker& worker) {
  std::optional<Message> received = worker.child.channel.receive(longest_message);
  if (!received) return bury(worker);
  if (worker.ending != Ending::own) return;
  if (last_words_in(received->bytes)) {
    worker.last_message = std::move(received->bytes);
    return;
  }
  Incoming message(std::move(*received));
  Word word{};
  bool good = message.word(word) && (!worker.queue.empty() || word == Word::log);
  if (!good) return end(worker, Ending::nonsense);
  if (word == Word::done) {
    good = finish(worker, message);
  } else if (word == Word::need) {
    worker.need.emplace();
    good = fields::of_need(message.read, *worker.need);
  } else if (word == Word::log) {
    Severity severity{};
    std::string text;
    good = fields::enumerated(message.read, "severity", severity, 0, 2) && message.read.text("text", text);
    if (good) m_place.host.log(severity, text);
  } else {
    good = answer_question(word, message, worker.queue.front(), m_kept, worker.child.channel);
  }
  if (!good) end(worker, Ending::nonsense);
}

bool WorkerCrew::finish(Worker& worker, Incoming& message) {
  Done done;
  bool has_document = false;
  if (!fields::of_made(message.read, done.made) || !message.read.number("has document", has_document)) return false;
  Work& work = worker.queue.front();
  const Descriptor document = has_document ? message.take_descriptor() : Descriptor();
  std::optional<Result<void>> taken = take_received(message, work);
  if (!taken) return false;
  Result<void> good = std::move(*taken);
  if (good && document && work.order.keep_document) {
    Result<KeptDocument> kept = m_kept.add(document.get());
    if (kept) done.made.kept = *kept;
    else good = kept.problem();
  }
  if (!good) {
    done.made.result.done = false;
    done.made.result.diagnostics.push_back(good.problem());
  }
  done.work = std::move(work);
  worker.queue.pop_front();
  worker.begun = Clock::now();
  m_done.push_back(std::move(done));
  if (m_settings.one_document_each) {
    zygote().forget(worker.child);
    std::erase_if(m_workers, [&](const auto& one) { return one.get() == &worker; });
  }
  return true;
}

void WorkerCrew::bury(Worker& worker) {
  end(worker, worker.ending);  // it may have closed its channel and live on
  const std::optional<Death> death = zygote().death_of(worker.child);
  if (worker.need && death) {
    if (std::find(m_needs.begin(), m_needs.end(), *worker.need) == m_needs.end()) m_needs.push_back(*worker.need);
    if (!zygote().load(*worker.need)) restart_zygote();
  }
  std::deque<Work> queue = std::move(worker.queue);
  for (; queue.size() > 1; queue.pop_back()) m_pending.push_front(std::move(queue.back()));
  if (!queue.empty()) after_death(worker, std::move(queue.front()), death.value_or(Death{}));
  std::erase_if(m_workers, [&](const auto& one) { return one.get() == &worker; });
}

// What was in hand is tried once more in a fresh process if a signal ended it: an earlier document may have left that
// one damaged.
void WorkerCrew::after_death(Worker& worker, Work work, const Death& death) {
  const auto words = last_words_in(worker.last_message);
  const bool by_signal =
      worker.ending == Ending::own && WIFSIGNALED(death.status) && !(words && words->kind == LastWords::refused_call);
  const bool is_new_need = worker.need.has_value();
  if (!is_new_need && !(by_signal && work.tries == 0)) return fail(std::move(work), obituary(worker, death));
  work.tries += is_new_need ? 0 : 1;
  work.broker = work.broker->renewed();
  if (work.members == nullptr && work.broker->places().input != "-") {
    // Read again, so that the new broker knows what the document is made of.
    Result<InputFile> input = work.broker->open_input();
    if (!input) return fail(std::move(work), input.problem());
    work.input = std::move(*input);
  }
  m_pending.push_front(std::move(work));
}

Diagnostic WorkerCrew::obituary(const Worker& worker, const Death& death) const {
  const std::string who = m_place.notes.at_work(worker.slot);
  switch (worker.ending) {
    case Ending::own: break;
    case Ending::time:
      return error("limit.time", fmt::format("{} took more than {} ms", who, m_settings.time.count()),
                   "raise run: limits: time");
    case Ending::memory:
      return error("limit.memory",
                   fmt::format("{} took more than {} MiB of memory", who, m_settings.limits.memory >> 20),
                   "raise run: limits: memory");
    case Ending::nonsense: return error("plugin.broke-in", fmt::format("{} disturbed its own process", who));
  }
  return how_it_ended(worker.last_message, death.status, who);
}

void WorkerCrew::fail(Work work, Diagnostic problem) {
  Done done;
  done.work = std::move(work);
  done.made.result.diagnostics.push_back(std::move(problem));
  m_done.push_back(std::move(done));
}

}  // namespace deckle
