#include "engine/telling.hpp"

namespace deckle {

Telling::Telling(Printer& printer, const std::vector<RunObserver*>& observers, FailOn fail_on, std::uint64_t planned)
    : m_printer(printer), m_observers(observers) {
  m_summary.planned = planned;
  m_summary.fail_on = fail_on;
  m_summary.warnings = printer.count(Severity::warning);  // of the job
}

void Telling::started(std::uint64_t documents) {
  for (RunObserver* observer : m_observers) observer->started(documents);
}

void Telling::joining(std::uint64_t outputs) {
  for (RunObserver* observer : m_observers) observer->joining(outputs);
}

void Telling::made(std::uint64_t input_bytes, bool failed) {
  for (RunObserver* observer : m_observers) observer->made(input_bytes, failed);
}

void Telling::finished(const DocumentOutcome& outcome) {
  m_summary.add(outcome);
  print_outcome(outcome, m_printer);
  for (RunObserver* observer : m_observers) observer->finished(outcome);
}

void Telling::ended(double after_seconds) {
  m_summary.end(after_seconds);
  for (RunObserver* observer : m_observers) observer->ended(m_summary);
}

void Telling::say(const std::vector<Diagnostic>& diagnostics) {
  m_printer.print(diagnostics);
  for (const Diagnostic& diagnostic : diagnostics) {
    m_summary.warnings += diagnostic.severity == Severity::warning;
    for (RunObserver* observer : m_observers) observer->said(diagnostic);
  }
}

void Telling::fail(const Diagnostic& problem) {
  say({problem});
  ++m_summary.failed;
}

void Telling::note_failure(const Made& made) {
  m_summary.plugin_failed = m_summary.plugin_failed || made.plugin_failed;
  m_summary.options_failed = m_summary.options_failed || made.options_failed;
}

}  // namespace deckle
