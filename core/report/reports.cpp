#include "report/reports.hpp"

#include "io/write_file.hpp"
#include "report/digest_json.hpp"

namespace deckle {

Reports::Reports(Files& files, const ReportHead& head, const std::vector<ReportFile>& wanted, MeaningOfCode meaning,
                 StagingNotes* notes)
    : m_files(files),
      m_how{.notes = notes},
      m_wanted(wanted),
      m_meaning(std::move(meaning)),
      m_lines(head),
      m_digest(head) {
  for (const ReportFile& file : m_wanted) {
    if (file.kind == ReportKind::lines) note(m_lines.add(file.path));
    if (file.kind != ReportKind::sarif) continue;
    Result<std::unique_ptr<StagedOutput>> output = m_files.stage(file.path, m_how);
    if (output) m_sarif.push_back(std::make_unique<SarifReport>(std::move(*output), head, m_meaning));
    else note(output.problem());
  }
  for (const auto& sarif : m_sarif) m_observers.push_back(sarif.get());
}

void Reports::say(const std::vector<Diagnostic>& diagnostics) {
  for (const Diagnostic& diagnostic : diagnostics)
    for (RunObserver* observer : m_observers) observer->said(diagnostic);
}

std::vector<Diagnostic> Reports::finish() {
  for (const ReportFile& file : m_wanted) {
    if (file.kind == ReportKind::summary) note(write_file(m_files, file.path, digest_json(m_digest), m_how));
    if (file.kind == ReportKind::page) note(write_file(m_files, file.path, report_page(m_digest, m_meaning), m_how));
  }
  for (const auto& sarif : m_sarif) note(sarif->finish());
  for (const Diagnostic& problem : m_lines.problems()) note(problem);
  return std::move(m_problems);
}

void Reports::note(const Result<void>& done) {
  if (!done) m_problems.push_back(not_written(done.problem()));
}

}  // namespace deckle
