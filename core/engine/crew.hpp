// Those who make the documents of a run: this process itself, or workers. They are given work and give back what came
// of it, in whatever order it gets done.
#pragma once
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "engine/kept_documents.hpp"
#include "engine/local_broker.hpp"
#include "engine/workshop.hpp"

namespace deckle {

struct Work {
  Order order;
  InputFile input;
  std::unique_ptr<LocalBroker> broker;         // holds the staged outputs when it is done
  std::vector<JoinMember>* members = nullptr;  // a joined document is made of these; it has no input
  unsigned tries = 0;                          // that ended in the death of who tried
  std::uint64_t asked = 0;                     // bytes that a worker asked with, and was answered
  std::vector<CheckedAddress> addresses = {};  // of which a worker knows the answers before it uses them; for a record
};

struct Done {
  Work work;
  Made made;
};

class Crew {
 public:
  virtual ~Crew() = default;

  // Once, before all else: whether what the run needs can be loaded and made.
  virtual Made prepare() = 0;
  // Whether more work would be begun soon; `left`: how many documents there are to be given yet.
  virtual bool has_room(std::size_t left) = 0;
  virtual bool is_busy() const = 0;
  virtual void give(Work work) = 0;
  // Waits for the next work that is done. Nothing when none is under way, or when the run was interrupted.
  virtual std::optional<Done> take() = 0;
  // What is under way is given up; nothing of it may outlive those who gave it.
  virtual void abandon() = 0;
  // Called now and then while take() waits.
  void while_waiting(std::function<void()> call) { m_while_waiting = std::move(call); }
  // Where it keeps the documents that are wanted for a joined one.
  KeptDocuments& kept() { return m_kept; }

 protected:
  KeptDocuments m_kept;
  std::function<void()> m_while_waiting;
};

// The run's own process: fast to begin with, and as safe as its plugins.
class LocalCrew : public Crew {
 public:
  explicit LocalCrew(Workshop& workshop) : m_workshop(workshop) {}
  Made prepare() override { return m_workshop.prepare(); }
  bool has_room(std::size_t) override { return !m_done; }
  bool is_busy() const override { return m_done.has_value(); }
  void give(Work work) override;
  std::optional<Done> take() override;
  void abandon() override { m_done.reset(); }

 private:
  Made make(Work& work);

  Workshop& m_workshop;
  std::optional<Done> m_done;
};

}  // namespace deckle
