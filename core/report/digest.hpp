// What the reports of a whole run are made of: its numbers, what failed, what took longest, what was said and how
// often. It has a bound whatever the number of documents: of each kind the first or largest are kept, all are counted.
#pragma once
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "report/report_lines.hpp"

namespace deckle {

// Its diagnostics are the errors alone, and the first of them.
struct ReportedDocument {
  std::string input;
  DocumentStatus status = DocumentStatus::done;
  std::uint64_t input_bytes = 0, microseconds = 0, peak_memory = 0;
  std::vector<StageTime> stages;
  std::vector<Diagnostic> errors;
};

struct ReportedCode {
  std::string code;
  Severity severity = Severity::note;      // the worst with which it came
  std::uint64_t count = 0, documents = 0;  // of the diagnostics; documents in which it came
  std::vector<Diagnostic> first;

  bool is_loss() const { return code.ends_with(".loss"); }
};

struct ReportedComponent {
  Role role = Role::reader;
  std::string name;
  std::uint64_t calls = 0, microseconds = 0;
};

class Digest : public RunObserver {
 public:
  static constexpr std::size_t most_failures = 200, most_slow = 50, most_codes = 200, most_of_a_code = 20;

  explicit Digest(ReportHead head) : m_head(std::move(head)) { m_summary.planned = m_head.documents; }

  void finished(const DocumentOutcome& outcome) override;
  void said(const Diagnostic& diagnostic) override;
  void ended(const RunSummary& summary) override;

  const ReportHead& head() const { return m_head; }
  // Until the run is over: of what was told so far.
  const RunSummary& summary() const { return m_summary; }
  bool is_over() const { return m_is_over; }
  std::uint64_t failed() const { return m_failed; }  // documents and joined outputs
  const std::vector<ReportedDocument>& failures() const { return m_failures; }
  const std::vector<ReportedDocument>& slowest() const { return m_slowest; }  // the slowest is first
  const std::vector<ReportedCode>& codes() const { return m_codes; }          // by name
  const std::vector<ReportedComponent>& components() const { return m_components; }
  // Of the run as a whole.
  const std::vector<Diagnostic>& errors() const { return m_errors; }

 private:
  ReportedCode* code(std::string_view name);
  void count(const std::vector<Diagnostic>& diagnostics);
  void time(const std::vector<StageTime>& stages);
  void keep_if_slow(const DocumentOutcome& outcome);

  ReportHead m_head;
  RunSummary m_summary;
  bool m_is_over = false;
  std::uint64_t m_failed = 0;
  std::vector<ReportedDocument> m_failures, m_slowest;
  std::vector<ReportedCode> m_codes;
  std::vector<ReportedComponent> m_components;
  std::vector<Diagnostic> m_errors;
};

}  // namespace deckle
