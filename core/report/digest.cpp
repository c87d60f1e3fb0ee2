#include "report/digest.hpp"

#include <algorithm>

#include "deckle/utf8.hpp"

namespace deckle {
namespace {

constexpr std::size_t longest_text = 1000, most_errors = 5, most_stages = 100, most_components = 1000;

std::string clipped(const std::string& text) {
  if (text.size() <= longest_text) return text;
  const std::string_view begin = std::string_view(text).substr(0, longest_text);
  return std::string(begin.substr(0, utf8::valid_prefix(begin))) + "…";
}

// As much of it as a report shows.
Diagnostic shown(const Diagnostic& diagnostic) {
  Diagnostic made;
  made.severity = diagnostic.severity;
  made.code = clipped(diagnostic.code);
  made.message = clipped(diagnostic.message);
  made.hint = clipped(diagnostic.hint);
  made.component = clipped(diagnostic.component);
  made.where = diagnostic.where;
  made.where.file = clipped(diagnostic.where.file);
  if (made.where.excerpt.size() > longest_text) made.where.excerpt.clear();
  return made;
}

ReportedDocument reported(const DocumentOutcome& outcome) {
  const DocumentFigures& figures = outcome.figures;
  ReportedDocument made{clipped(outcome.input),
                        outcome.status,
                        outcome.input_bytes,
                        figures.microseconds,
                        figures.peak_memory,
                        figures.stages,
                        {}};
  made.stages.resize(std::min(made.stages.size(), most_stages));
  for (const Diagnostic& one : outcome.diagnostics)
    if (one.severity == Severity::error && made.errors.size() < most_errors) made.errors.push_back(shown(one));
  return made;
}

}  // namespace

void Digest::finished(const DocumentOutcome& outcome) {
  m_summary.add(outcome);
  m_failed += outcome.has_failed();
  if (outcome.has_failed() && m_failures.size() < most_failures) m_failures.push_back(reported(outcome));
  count(outcome.diagnostics);
  for (const auto& [name, dropped] : outcome.dropped)
    if (ReportedCode* const known = code(name)) known->count += dropped;
  time(outcome.figures.stages);
  keep_if_slow(outcome);
}

void Digest::said(const Diagnostic& diagnostic) {
  count({diagnostic});
  if (diagnostic.severity == Severity::error && m_errors.size() < most_failures) m_errors.push_back(shown(diagnostic));
}

void Digest::ended(const RunSummary& summary) {
  m_summary = summary;
  m_is_over = true;
}

// Null: there are too many.
ReportedCode* Digest::code(std::string_view name) {
  const auto at = std::lower_bound(m_codes.begin(), m_codes.end(), name,
                                   [](const ReportedCode& one, std::string_view other) { return one.code < other; });
  if (at != m_codes.end() && at->code == name) return &*at;
  if (m_codes.size() >= most_codes || name.size() > longest_text) return nullptr;
  return &*m_codes.insert(at, {std::string(name), Severity::note, 0, 0, {}});
}

void Digest::count(const std::vector<Diagnostic>& diagnostics) {
  std::vector<std::string_view> seen;
  for (const Diagnostic& diagnostic : diagnostics) {
    ReportedCode* const known = code(diagnostic.code);
    if (known == nullptr) continue;
    ++known->count;
    known->severity = std::max(known->severity, diagnostic.severity);
    if (known->first.size() < most_of_a_code) known->first.push_back(shown(diagnostic));
    if (std::find(seen.begin(), seen.end(), diagnostic.code) != seen.end()) continue;
    seen.push_back(diagnostic.code);
    ++known->documents;
  }
}

void Digest::time(const std::vector<StageTime>& stages) {
  for (const StageTime& stage : stages) {
    auto at = std::find_if(m_components.begin(), m_components.end(), [&](const ReportedComponent& one) {
      return one.role == stage.role && one.name == stage.component;
    });
    if (at == m_components.end()) {
      if (m_components.size() >= most_components) continue;
      at = m_components.insert(at, {stage.role, clipped(stage.component), 0, 0});
    }
    ++at->calls;
    at->microseconds += stage.microseconds;
  }
}

void Digest::keep_if_slow(const DocumentOutcome& outcome) {
  const std::uint64_t time = outcome.figures.microseconds;
  const bool is_full = m_slowest.size() >= most_slow;
  if (time == 0 || (is_full && time <= m_slowest.back().microseconds)) return;
  const auto slower = [](std::uint64_t microseconds, const ReportedDocument& one) {
    return microseconds > one.microseconds;
  };
  if (is_full) m_slowest.pop_back();
  m_slowest.insert(std::upper_bound(m_slowest.begin(), m_slowest.end(), time, slower), reported(outcome));
}

}  // namespace deckle
