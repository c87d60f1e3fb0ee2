// What a run tells while it goes: to the terminal, to those who look on, and in its summary.
#pragma once
#include <vector>

#include "engine/crew.hpp"
#include "engine/run_observer.hpp"

namespace deckle {

class Telling {
 public:
  // Both have to outlive it. `planned`: how many documents there are.
  Telling(Printer& printer, const std::vector<RunObserver*>& observers, FailOn fail_on, std::uint64_t planned);

  RunSummary& summary() { return m_summary; }
  // Documents that failed, now or before.
  std::uint64_t failures() const { return m_summary.failed + m_summary.failed_unchanged; }

  // So many documents are to be made.
  void started(std::uint64_t documents);
  // One of them was, or could not be.
  void made(std::uint64_t input_bytes, bool failed);
  // So many outputs that join them are begun.
  void joining(std::uint64_t outputs);
  // What became of one: the last word about it.
  void finished(const DocumentOutcome& outcome);
  void ended(double after_seconds);

  // About the run as a whole.
  void say(const std::vector<Diagnostic>& diagnostics);
  void fail(const Diagnostic& problem);
  void note_failure(const Made& made);

 private:
  Printer& m_printer;
  const std::vector<RunObserver*>& m_observers;
  RunSummary m_summary;
};

}  // namespace deckle
