// report.jsonl: written while the run goes, by whole lines, so that it is of use when the run is killed.
#pragma once
#include <chrono>
#include <optional>
#include <string>
#include <vector>

#include "io/growing_file.hpp"
#include "report/report_lines.hpp"

namespace deckle {

class LineReport : public RunObserver {
 public:
  explicit LineReport(const ReportHead& head);
  // A further place; before the run.
  Result<void> add(const std::string& path);

  void finished(const DocumentOutcome& outcome) override;
  void said(const Diagnostic& diagnostic) override;
  void ended(const RunSummary& summary) override;

  // What went wrong; after it nothing more was written there.
  const std::vector<Diagnostic>& problems() const { return m_problems; }

 private:
  using Clock = std::chrono::steady_clock;
  void write_now_and_then();
  void write();

  std::vector<GrowingFile> m_files;
  std::string m_head, m_waiting;
  Clock::time_point m_written = Clock::now();
  std::vector<Diagnostic> m_problems;
};

}  // namespace deckle
