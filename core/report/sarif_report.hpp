// report.sarif: every diagnostic in the form that code hosts and editors read (SARIF 2.1.0, OASIS). Results are written
// as they come, what they refer to at the end, so that memory does not grow with them.
#pragma once
#include <map>
#include <memory>
#include <string>

#include "diagnostics/json_writer.hpp"
#include "io/files.hpp"
#include "report/page.hpp"

namespace deckle {

class SarifReport : public RunObserver {
 public:
  SarifReport(std::unique_ptr<StagedOutput> output, const ReportHead& head, MeaningOfCode meaning);

  void finished(const DocumentOutcome& outcome) override;
  void said(const Diagnostic& diagnostic) override { add(diagnostic); }
  void ended(const RunSummary& summary) override;
  // Lets it appear, after ended(); when a run was killed before, as it is.
  Result<void> finish();

 private:
  void add(const Diagnostic& diagnostic);
  void write_rules();
  void write_to_output();

  std::unique_ptr<StagedOutput> m_output;
  MeaningOfCode m_meaning;
  std::string m_version, m_text;
  JsonWriter m_json;
  std::map<std::string, Severity, std::less<>> m_rules;
  int m_exit_code = 0;
  bool m_is_over = false;
  Result<void> m_written;
};

// "report.sarif" begins so.
extern const std::string_view sarif_head;

}  // namespace deckle
