// What becomes of a worker's documents when it ends: whose fault it was, what is tried again, and what is said of it.
#include <fmt/format.h>
#include <sys/wait.h>

#include <algorithm>
#include <csignal>

#include "diagnostics/limits_in_words.hpp"
#include "engine/interrupt.hpp"
#include "fence/last_words.hpp"
#include "io/problem.hpp"
#include "process/how_it_ended.hpp"
#include "process/worker_crew.hpp"

namespace deckle {
namespace {

constexpr unsigned most_restarts = 3;

}  // namespace

bool WorkerCrew::restart_zygote() {
  if (*interrupt_flag() != 0 || ++m_restarts > most_restarts) return false;
  m_zygote = Zygote::start(m_place, m_settings.limits);
  if (!m_zygote) return false;
  const Result<Made> made = zygote().prepare(m_needs, m_settings.sandbox_required);
  return made && made->result.done;
}

// It is not to do any more.
void WorkerCrew::let_go(Worker& worker) {
  end(worker, Ending::own);
  if (has_zygote()) zygote().forget(worker.child);
  give_back(worker.queue);
  std::erase_if(m_workers, [&](const auto& one) { return one.get() == &worker; });
}

// Somebody makes it from the beginning.
void WorkerCrew::begin_again(Work work) {
  work.broker = work.broker->renewed();
  work.asked = 0;
  work.addresses.clear();
  if (work.members == nullptr && work.broker->places().input != "-") {
    // Read again, so that the new broker knows what the document is made of.
    Result<InputFile> input = work.broker->open_input();
    if (!input) return fail(std::move(work), input.problem());
    work.input = std::move(*input);
  }
  m_pending.push_front(std::move(work));
}

void WorkerCrew::give_back(std::deque<Work>& queue) {
  for (; !queue.empty(); queue.pop_back()) begin_again(std::move(queue.back()));
}

// In a fresh process.
void WorkerCrew::try_again(Work work) {
  ++work.tries;
  begin_again(std::move(work));
}

void WorkerCrew::bury(Worker& worker) {
  // It may have closed its channel and live on.
  const bool has_hidden = worker.ending == Ending::own && !has_ended(worker.child.handle.get());
  end(worker, has_hidden ? Ending::nonsense : worker.ending);
  const std::optional<Death> death = has_zygote() ? zygote().death_of(worker.child) : std::nullopt;
  std::optional<Work> in_hand;
  if (!worker.queue.empty()) {
    in_hand = std::move(worker.queue.front());
    worker.queue.pop_front();
  }
  give_back(worker.queue);
  if (in_hand) after_death(worker, std::move(*in_hand), death);
  std::erase_if(m_workers, [&](const auto& one) { return one.get() == &worker; });
}

// What was in hand is tried once more in a fresh process if a signal ended it: an earlier document may have left that
// one damaged. So is what died with the zygote.
void WorkerCrew::after_death(const Worker& worker, Work work, const std::optional<Death>& death) {
  if (worker.need && worker.ending == Ending::own) {
    if (!provide(*worker.need)) return fail(std::move(work), m_unfit.back().second, true);
    return begin_again(std::move(work));
  }
  const auto words = last_words_in(worker.last_message);
  const bool was_refused =
      death && ((words && words->kind == LastWords::refused_call) || WTERMSIG(death->status) == SIGSYS);
  const bool by_signal = !death || (WIFSIGNALED(death->status) && !was_refused);
  const bool by_earlier = worker.ending == Ending::nonsense && worker.turn > 0;
  if (((worker.ending == Ending::own && by_signal) || by_earlier) && work.tries == 0) return try_again(std::move(work));
  fail(std::move(work), obituary(worker, death.value_or(Death{SIGKILL, 0})));
}

// False: it cannot be had, for the reason that is the last of m_unfit.
bool WorkerCrew::provide(const Need& need) {
  const auto unfit = std::find_if(m_unfit.begin(), m_unfit.end(), [&](const auto& one) { return one.first == need; });
  if (unfit != m_unfit.end()) {
    std::rotate(unfit, unfit + 1, m_unfit.end());
    return false;
  }
  if (std::find(m_needs.begin(), m_needs.end(), need) != m_needs.end()) return true;
  if (!has_zygote() && !restart_zygote()) return true;  // nothing can be made any more, and that is said
  const Result<bool> there = zygote().load(need);
  if (!there) {
    m_unfit.emplace_back(need, there.problem());
    return false;
  }
  if (!*there)
    m_place.host.log(Severity::warning,
                     fmt::format("no {}: this installation is not whole, see deckle doctor", need.name));
  m_needs.push_back(need);
  return true;
}

Diagnostic WorkerCrew::obituary(const Worker& worker, const Death& death) const {
  const std::string& who = worker.who;
  switch (worker.ending) {
    case Ending::own: break;
    case Ending::time:
      return error("limit.time", fmt::format("{} took more than {} ms", who, m_settings.time.count()),
                   hint_to_raise("time"));
    case Ending::memory:
      return error("limit.memory",
                   fmt::format("{} took more than {} of memory", who, amount_of_bytes(m_settings.limits.memory)),
                   hint_to_raise("memory"));
    case Ending::unsent: return io_problem("send", "what the document needs to its process", worker.unsent);
    case Ending::nonsense: return how_it_broke_in(m_place.notes.last_at_work(worker.slot));
  }
  return how_it_ended(worker.last_message, death.status, who);
}

void WorkerCrew::fail(Work work, Diagnostic problem, bool for_want_of_plugin) {
  Done done;
  done.made.plugin_failed = for_want_of_plugin;
  done.work = std::move(work);
  done.made.result.diagnostics.push_back(std::move(problem));
  m_done.push_back(std::move(done));
}

}  // namespace deckle
