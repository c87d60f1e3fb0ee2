// The crew of worker processes: gives each its next documents while it still has one in hand, answers its questions,
// ends those that take too long or too much, and says of a worker that dies what it died of.
//
// To wake and to be woken takes a large part of a small document's time. So, while there are many of them, a worker has
// several in hand, and what is given to it at a time goes in one letter.
#pragma once
#include <chrono>
#include <deque>
#include <memory>
#include <vector>

#include "engine/crew.hpp"
#include "process/wire.hpp"
#include "process/zygote.hpp"

namespace deckle {

struct CrewSettings {
  unsigned workers = 1;                    // the notes have two slots more
  bool one_document_each = false;          // a fresh worker for every document
  bool sandbox_required = false;           // an incomplete fence is an error
  std::chrono::milliseconds time{60'000};  // for a document
  WorkerLimits limits;
};

class WorkerCrew : public Crew {
 public:
  // `place` has to outlive the crew; its workshop is only used in other processes.
  WorkerCrew(const Workplace& place, const CrewSettings& settings);
  ~WorkerCrew() override;

  // Readers that documents are likely to be detected for; before prepare().
  void expect(std::vector<Need> likely) { m_needs = std::move(likely); }

  // Forks the zygote, which has the plan from then on.
  Made prepare() override;
  bool has_room(std::size_t left) override;
  bool is_busy() const override;
  void give(Work work) override;
  std::optional<Done> take() override;
  void abandon() override;

 private:
  using Clock = std::chrono::steady_clock;
  static constexpr std::size_t least_in_hand = 2, most_in_hand = 32;
  enum class Ending { own, time, memory, nonsense, unsent };
  struct Worker {
    Worker(Zygote::Child forked, std::size_t its_slot) : child(std::move(forked)), slot(its_slot) {}
    Zygote::Child child;
    std::size_t slot;                       // among the notes
    std::size_t most_letters = child.channel.has_wide_buffer() ? 3 : 2;  // that it may have; at one of them it works
    std::size_t loaded = 0;                 // of what is loaded on demand, this much was there when it was forked
    std::deque<Work> queue;                 // the first is in hand
    std::unique_ptr<Outgoing> letter = {};  // with the last of them, and not sent yet
    std::uint64_t turn = 0;                 // of the first
    bool is_spent = false;                  // it gets no more work
    unsigned log_lines = 0;                 // about the first
    Clock::time_point begun;                // the document in hand
    Clock::time_point looked;               // when its memory was seen last
    std::string last_message;
    std::string who;  // was at work when it was ended or found dead
    std::optional<Need> need;
    Ending ending = Ending::own;  // why it was killed, if it was
    int unsent = 0;               // the error for which it could not be sent what it needs
  };

  bool can_take_more(const Worker& worker) const;
  std::size_t at_work() const;
  void dispatch();
  Worker* worker_for(const Work& work);
  bool is_fresh(const Worker& worker) const;
  void spawn_ahead();
  Worker* spawn();
  std::size_t free_slot() const;
  void hand_over(Worker& worker, Work work);
  void send_letter(Worker& worker);
  void wait();
  void check_limits();
  void serve(Worker& worker);
  bool answer(Worker& worker, Word word, Incoming& message);
  bool asks_too_much(const Work& work) const;
  bool finish(Worker& worker, Incoming& message);
  bool take_need(Worker& worker, Incoming& message);
  bool take_log(Worker& worker, Incoming& message);
  void hand_in(Worker& worker, Done done);
  void end(Worker& worker, Ending why);
  void end_unsent(Worker& worker);
  void let_go(Worker& worker);
  void begin_again(Work work);
  void give_back(std::deque<Work>& queue);
  void try_again(Work work);
  void bury(Worker& worker);
  bool provide(const Need& need);
  void after_death(const Worker& worker, Work work, const std::optional<Death>& death);
  Diagnostic obituary(const Worker& worker, const Death& death) const;
  void fail(Work work, Diagnostic problem, bool for_want_of_plugin = false);
  bool has_zygote() const { return m_zygote && *m_zygote && !(*m_zygote)->is_gone(); }
  bool restart_zygote();
  Zygote& zygote() { return **m_zygote; }

  const Workplace& m_place;
  CrewSettings m_settings;
  Result<std::unique_ptr<Zygote>> m_zygote = std::unique_ptr<Zygote>();
  std::vector<Need> m_needs;                         // all that was loaded on demand
  std::vector<std::pair<Need, Diagnostic>> m_unfit;  // and what no zygote survives
  std::vector<std::unique_ptr<Worker>> m_workers;
  std::size_t m_most_in_hand = least_in_hand;
  bool m_is_last = false;  // no more work is to come
  std::deque<Work> m_pending;
  std::deque<Done> m_done;
  unsigned m_restarts = 0;  // since a document was last done
};

}  // namespace deckle
