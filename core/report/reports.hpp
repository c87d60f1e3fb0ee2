// All reports of one run: they look on while it goes, and are complete when it has ended. What goes wrong with them
// never touches the documents.
#pragma once
#include <memory>
#include <vector>

#include "report/digest.hpp"
#include "report/line_report.hpp"
#include "report/report_files.hpp"
#include "report/sarif_report.hpp"

namespace deckle {

class Reports {
 public:
  // `files` has to outlive it, and `notes`, which may be null.
  Reports(Files& files, const ReportHead& head, const std::vector<ReportFile>& wanted, MeaningOfCode meaning,
          StagingNotes* notes);

  std::vector<RunObserver*> observers() const { return m_observers; }
  // What was said before the run.
  void say(const std::vector<Diagnostic>& diagnostics);
  // After the run: writes what is written at its end. Gives what went wrong with any of them, as warnings.
  std::vector<Diagnostic> finish();

 private:
  void note(const Result<void>& done);

  Files& m_files;
  Staging m_how;
  std::vector<ReportFile> m_wanted;
  MeaningOfCode m_meaning;
  LineReport m_lines;
  Digest m_digest;
  std::vector<std::unique_ptr<SarifReport>> m_sarif;
  std::vector<RunObserver*> m_observers = {&m_lines, &m_digest};
  std::vector<Diagnostic> m_problems;
};

}  // namespace deckle
