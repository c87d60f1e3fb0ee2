#include "process/worker_crew.hpp"

#include <deckle/text.h>
#include <fmt/format.h>
#include <poll.h>
#include <sys/syscall.h>
#include <sys/wait.h>

#include <algorithm>
#include <cerrno>
#include <csignal>

#include "diagnostics/log.hpp"
#include "engine/interrupt.hpp"
#include "fence/last_words.hpp"
#include "process/broker_service.hpp"
#include "process/how_it_ended.hpp"
#include "process/wire_fields.hpp"
#include "process/worker_memory.hpp"

namespace deckle {
namespace {

constexpr std::uint64_t longest_message = 1ull << 30;  // if a worker may hold as much
constexpr std::size_t most_needs = 1000;
constexpr std::chrono::milliseconds sampling{100};

bool ran_out_of_memory(const Made& made) {
  const auto says_so = [](const Diagnostic& one) { return one.code == "host.out-of-memory"; };
  return !made.result.done && std::any_of(made.result.diagnostics.begin(), made.result.diagnostics.end(), says_so);
}

}  // namespace

WorkerCrew::WorkerCrew(const Workplace& place, const CrewSettings& settings) : m_place(place), m_settings(settings) {}

WorkerCrew::~WorkerCrew() = default;

Made WorkerCrew::prepare() {
  m_zygote = Zygote::start(m_place, m_settings.limits);
  const Result<Made> made = m_zygote ? zygote().prepare(m_needs, m_settings.sandbox_required) : m_zygote.problem();
  if (made) return *made;
  Made failed;
  failed.plugin_failed = true;
  failed.result.diagnostics.push_back(made.problem());
  return failed;
}

std::size_t WorkerCrew::at_work() const {
  const auto has_work = [](const auto& worker) { return !worker->queue.empty(); };
  return static_cast<std::size_t>(std::count_if(m_workers.begin(), m_workers.end(), has_work));
}

bool WorkerCrew::is_busy() const { return !m_pending.empty() || !m_done.empty() || at_work() > 0; }

// At the end of a run the workers shall have the last documents among them, and none wait for a long one.
bool WorkerCrew::has_room(std::size_t left) {
  m_most_in_hand = std::clamp(left / (4 * m_settings.workers), least_in_hand, most_in_hand);
  m_is_last = left <= 1;
  if (!m_pending.empty()) return false;
  if (m_settings.one_document_each) return at_work() < m_settings.workers;
  const auto can_take = [this](const auto& worker) { return can_take_more(*worker); };
  return m_workers.size() < m_settings.workers || std::any_of(m_workers.begin(), m_workers.end(), can_take);
}

// A letter is begun when half of the work is done, and then filled. Its channel has room for those that it is not at:
// without them it would wait whenever the supervisor has to wait for a processor.
bool WorkerCrew::can_take_more(const Worker& worker) const {
  const std::size_t count = worker.queue.size();
  if (count < least_in_hand) return true;
  std::size_t bytes = 0;
  for (const Work& work : worker.queue) bytes += std::min(work.input.bytes.size(), most_bytes_inline);
  return worker.letter ? count < m_most_in_hand && bytes < worker.most_letters * most_bytes_inline
                       : count <= m_most_in_hand / 2 && bytes < (worker.most_letters - 1) * most_bytes_inline;
}

// To join many documents takes long, and would begin again if a library were found to be missing in the midst of it.
void WorkerCrew::give(Work work) {
  constexpr std::size_t many = 100;
  if (work.members != nullptr && work.members->size() >= many) provide({Need::extension, DK_EXT_TEXT});
  m_pending.push_back(std::move(work));
  dispatch();
}

void WorkerCrew::dispatch() {
  while (!m_pending.empty()) {
    Worker* worker = worker_for(m_pending.front());
    if (worker == nullptr && at_work() > 0) return;
    Work work = std::move(m_pending.front());
    m_pending.pop_front();
    if (worker != nullptr) hand_over(*worker, std::move(work));
    else fail(std::move(work), error("host.cannot-fork", "the system could start no process for it"));
  }
}

// The least busy, or a new one. Null: all have enough to do, or there can be none.
WorkerCrew::Worker* WorkerCrew::worker_for(const Work& work) {
  const auto how_busy = [this](const auto& worker) { return std::pair(!can_take_more(*worker), worker->queue.size()); };
  const auto less_busy = [&](const auto& a, const auto& b) { return how_busy(a) < how_busy(b); };
  const auto least = std::min_element(m_workers.begin(), m_workers.end(), less_busy);
  const bool is_idle = least != m_workers.end() && (*least)->queue.empty();
  const bool wants_fresh = work.tries > 0 || work.members != nullptr, is_alone = m_settings.one_document_each;
  const std::size_t most = m_settings.workers + (wants_fresh ? 1 : 0);
  if (is_alone && at_work() >= most) return nullptr;
  if (is_idle && (is_fresh(**least) || !(wants_fresh || is_alone))) return least->get();
  if (is_idle && (work.members != nullptr || is_alone)) let_go(**least);
  if (m_workers.size() < most) return spawn();
  return !wants_fresh && can_take_more(**least) ? least->get() : nullptr;
}

// It has all memory, and all that is loaded.
bool WorkerCrew::is_fresh(const Worker& worker) const { return worker.turn == 0 && worker.loaded == m_needs.size(); }

// Where each document has a process of its own, that of the next one is forked while this one is made.
void WorkerCrew::spawn_ahead() {
  if (m_settings.one_document_each && !m_is_last && m_workers.size() == at_work() &&
      m_workers.size() <= m_settings.workers)
    spawn();
}

WorkerCrew::Worker* WorkerCrew::spawn() {
  const std::size_t slot = free_slot();
  m_place.notes.clear(slot);
  std::optional<Zygote::Child> child;
  if (has_zygote()) child = zygote().spawn(slot);
  if (!has_zygote() && restart_zygote()) child = zygote().spawn(slot);
  if (!child) return nullptr;
  Worker& worker = *m_workers.emplace_back(std::make_unique<Worker>(std::move(*child), slot));
  worker.loaded = m_needs.size();
  return &worker;
}

std::size_t WorkerCrew::free_slot() const {
  std::size_t slot = 1;
  const auto has_it = [&](const auto& worker) { return worker->slot == slot; };
  while (std::any_of(m_workers.begin(), m_workers.end(), has_it)) ++slot;
  return slot;
}

void WorkerCrew::hand_over(Worker& worker, Work work) {
  const bool is_joined = work.members != nullptr;
  const auto is_full = [&] { return worker.letter->size() + work.input.bytes.size() > most_bytes_inline; };
  if (worker.letter && (is_joined || is_full())) send_letter(worker);
  if (!worker.letter) worker.letter = std::make_unique<Outgoing>(is_joined ? Word::join : Word::make);
  Outgoing& letter = *worker.letter;
  letter.write.number("turn", worker.turn + worker.queue.size());
  fields::of_order(letter.write, work.order);
  letter.write.plain_list("main files", work.broker->places().outputs);
  if (is_joined) letter.write.list("members", *work.members, fields::of_member);
  else letter.add(work.input);
  if (worker.queue.empty()) worker.begun = Clock::now();
  worker.queue.push_back(std::move(work));
}

// One that is dying has something to say, which is heard first.
void WorkerCrew::send_letter(Worker& worker) {
  const std::unique_ptr<Outgoing> letter = std::move(worker.letter);
  if (letter == nullptr) return;
  if (letter->send(worker.child.channel) || Channel::was_gone()) return;
  if (Channel::was_full()) end(worker, Ending::nonsense);
  else end_unsent(worker);
}

std::optional<Done> WorkerCrew::take() {
  while (m_done.empty() && is_busy()) {
    if (*interrupt_flag() != 0) return std::nullopt;
    dispatch();
    for (const auto& worker : m_workers) send_letter(*worker);
    spawn_ahead();
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
  for (std::size_t k = m_workers.size(); k-- > 0;)
    if (m_workers[k]->is_spent) let_go(*m_workers[k]);
  check_limits();
  if (m_while_waiting) m_while_waiting();
}

// Each message wakes the supervisor, and to look at the memory takes longer than to answer most questions.
void WorkerCrew::check_limits() {
  const Clock::time_point now = Clock::now();
  for (const auto& worker : m_workers) {
    if (worker->queue.empty() || worker->ending != Ending::own) continue;
    if (now - worker->begun > m_settings.time) {
      end(*worker, Ending::time);
    } else if (now - std::max(worker->begun, worker->looked) > sampling) {
      worker->looked = now;
      if (memory_of(worker->child.process) > m_settings.limits.memory) end(*worker, Ending::memory);
    }
  }
}

// It dies; its channel is closed soon.
void WorkerCrew::end(Worker& worker, Ending why) {
  worker.ending = why;
  worker.who = m_place.notes.at_work(worker.slot);
  syscall(SYS_pidfd_send_signal, worker.child.handle.get(), SIGKILL, nullptr, 0);
}

// No plugin's fault. Right after it could not be sent something.
void WorkerCrew::end_unsent(Worker& worker) {
  worker.unsent = errno;
  end(worker, Ending::unsent);
}

void WorkerCrew::serve(Worker& worker) {
  std::optional<Message> received = worker.child.channel.receive(std::min(longest_message, m_settings.limits.memory));
  if (!received) return bury(worker);
  if (worker.ending != Ending::own) return;
  if (last_words_in(received->bytes)) {
    worker.last_message = std::move(received->bytes);
    return;
  }
  Incoming message(std::move(*received));
  Word word{};
  bool good = message.word(word) && !worker.queue.empty();
  if (!good) return end(worker, Ending::nonsense);
  if (word == Word::done) good = finish(worker, message);
  else if (word == Word::need) good = take_need(worker, message);
  else if (word == Word::log) good = take_log(worker, message);
  else if (word == Word::checked) good = take_checked(message, worker.queue.front());
  else good = answer(worker, word, message);
  if (!good) return end(worker, Ending::nonsense);
  if (worker.ending == Ending::own && !worker.queue.empty() && asks_too_much(worker.queue.front()))
    end(worker, Ending::memory);
}

bool WorkerCrew::answer(Worker& worker, Word word, Incoming& message) {
  const Answered answered = answer_question(word, message, worker.queue.front(), m_kept, worker.child.channel);
  if (answered == Answered::unsent) end_unsent(worker);
  return answered != Answered::nonsense;
}

// What is asked about a document is kept here, and so counts as if the worker kept it: for each output once.
bool WorkerCrew::asks_too_much(const Work& work) const {
  return work.asked / std::max<std::size_t>(work.order.outputs.size(), 1) > m_settings.limits.memory;
}

// What it was forked with it does not need.
bool WorkerCrew::take_need(Worker& worker, Incoming& message) {
  worker.need.emplace();
  const auto has = m_needs.begin() + static_cast<std::ptrdiff_t>(worker.loaded);
  return fields::of_need(message.read, *worker.need) && std::find(m_needs.begin(), has, *worker.need) == has &&
         m_needs.size() < most_needs;
}

bool WorkerCrew::take_log(Worker& worker, Incoming& message) {
  Severity severity{};
  std::string text;
  if (!fields::enumerated(message.read, "severity", severity, 0, 2) || !message.read.text("text", text)) return false;
  if (++worker.log_lines > most_log_lines || text.size() > longest_log_line) return false;
  m_place.host.log(severity, text);
  return true;
}

bool WorkerCrew::finish(Worker& worker, Incoming& message) {
  Done done;
  std::uint64_t turn = 0;
  bool has_document = false;
  if (!message.read.number("turn", turn) || turn != worker.turn || !fields::of_made(message.read, done.made) ||
      message.size() - message.read.left() > most_bytes_said || !message.read.number("has document", has_document))
    return false;
  Work& work = worker.queue.front();
  const Descriptor document = has_document ? message.take_descriptor() : Descriptor();
  std::optional<Result<void>> taken =
      take_received(message, work, done.made.result.done, m_settings.limits.output_bytes);
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
  hand_in(worker, std::move(done));
  return true;
}

void WorkerCrew::hand_in(Worker& worker, Done done) {
  Work work = std::move(worker.queue.front());
  worker.queue.pop_front();
  worker.is_spent = worker.is_spent || m_settings.one_document_each || ran_out_of_memory(done.made) ||
                    done.made.result.figures.peak_memory > m_settings.limits.memory / 2;
  // Earlier documents may have left it little.
  const bool was_short = ran_out_of_memory(done.made) && worker.turn > 0 && work.tries == 0;
  worker.begun = Clock::now();
  worker.log_lines = 0;
  ++worker.turn;
  m_restarts = 0;
  if (was_short) {
    try_again(std::move(work));
  } else {
    done.work = std::move(work);
    m_done.push_back(std::move(done));
  }
}

void WorkerCrew::abandon() {
  m_pending.clear();
  m_done.clear();
  while (!m_workers.empty()) {
    m_workers.back()->queue.clear();
    let_go(*m_workers.back());
  }
}

}  // namespace deckle
