#include "report/line_report.hpp"

namespace deckle {
namespace {

constexpr std::size_t most_waiting = 64 * 1024;
constexpr std::chrono::milliseconds longest_wait(250);

}  // namespace

LineReport::LineReport(const ReportHead& head) { append_head_line(m_head, head); }

Result<void> LineReport::add(const std::string& path) {
  Result<GrowingFile> file = GrowingFile::create(path);
  if (!file) return file.problem();
  if (Result<void> written = file->append(m_head); !written) return written;
  m_files.push_back(std::move(*file));
  return {};
}

void LineReport::finished(const DocumentOutcome& outcome) {
  if (m_files.empty()) return;
  append_outcome_line(m_waiting, outcome);
  write_now_and_then();
}

void LineReport::said(const Diagnostic& diagnostic) {
  if (m_files.empty()) return;
  append_said_line(m_waiting, diagnostic);
  write_now_and_then();
}

void LineReport::ended(const RunSummary& summary) {
  append_end_line(m_waiting, summary);
  write();
}

void LineReport::write_now_and_then() {
  if (m_waiting.size() >= most_waiting || Clock::now() - m_written >= longest_wait) write();
}

void LineReport::write() {
  m_written = Clock::now();
  std::erase_if(m_files, [this](GrowingFile& file) {
    const Result<void> written = file.append(m_waiting);
    if (!written) m_problems.push_back(written.problem());
    return !written;
  });
  m_waiting.clear();
}

}  // namespace deckle
