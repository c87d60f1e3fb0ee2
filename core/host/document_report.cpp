#include "host/document_report.hpp"

#include <utility>

namespace deckle {

bool DocumentReport::admit(const std::string& code, Severity severity) {
  if (severity == Severity::warning) ++m_warnings;
  if (code.ends_with(".loss")) ++m_losses;
  const bool first_error = severity == Severity::error && m_errors++ == 0;
  std::uint32_t& kept = m_kept[code];
  if (!first_error && (kept >= max_of_one_code || m_diagnostics.size() >= max_in_all)) {
    if (kept == 0) m_kept.erase(code);  // codes that are made up without end must not fill the memory
    if (m_dropped.size() < max_in_all || m_dropped.count(code)) ++m_dropped[code];
    else ++m_dropped["..."];
    return false;
  }
  ++kept;
  return true;
}

void DocumentReport::add(Diagnostic diagnostic) {
  if (admit(diagnostic.code, diagnostic.severity)) keep(std::move(diagnostic));
}

std::vector<Diagnostic> DocumentReport::take() { return std::exchange(m_diagnostics, {}); }

}  // namespace deckle
