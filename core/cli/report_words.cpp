#include "cli/report_words.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>

#include "diagnostics/counted.hpp"
#include "diagnostics/printable.hpp"
#include "diagnostics/printer.hpp"
#include "diagnostics/render.hpp"
#include "report/units.hpp"

namespace deckle {
namespace {

constexpr std::size_t most_in_short = 10;

std::string headline(const Digest& digest) {
  const RunSummary& summary = digest.summary();
  const std::string end =
      digest.is_over() ? fmt::format("exit code {}", summary.exit_code) : std::string("ended before its end");
  return fmt::format("{}: begun {}, {}\n{}\n", printable(digest.head().job),
                     printable(shown_date(digest.head().started)), end, summary_line(summary));
}

std::string rest(std::uint64_t count, std::string_view argument) {
  return count == 0 ? std::string() : fmt::format("  and {} more: deckle report {}\n", count, argument);
}

std::string failures(const Digest& digest) {
  if (digest.failures().empty() && digest.errors().empty()) return {};
  std::string text = "\nFailed\n";
  for (const Diagnostic& one : digest.errors())
    if (&one - digest.errors().data() < static_cast<std::ptrdiff_t>(most_in_short))
      text += fmt::format("  [{}] {}\n", printable(one.code), printable(one.message));
  const std::size_t shown = std::min(digest.failures().size(), most_in_short);
  for (std::size_t k = 0; k < shown; ++k) {
    const ReportedDocument& document = digest.failures()[k];
    text += fmt::format("  {}", printable(document.input));
    if (!document.errors.empty())
      text += fmt::format(": [{}] {}", printable(document.errors[0].code), printable(document.errors[0].message));
    text += '\n';
  }
  return text + rest(digest.failed() - shown, "--failed");
}

std::string codes(const Digest& digest) {
  if (digest.codes().empty()) return {};
  std::string text = "\nMessages\n";
  for (const ReportedCode& code : digest.codes())
    text += fmt::format("  {:>8}  {} {}, in {}\n", code.count, name_of(code.severity), printable(code.code),
                        counted(code.documents, "document"));
  return text;
}

std::string slowest(const Digest& digest, std::size_t most) {
  if (digest.slowest().empty()) return {};
  std::string text = "\nSlowest\n";
  for (std::size_t k = 0; k < std::min(digest.slowest().size(), most); ++k) {
    const ReportedDocument& one = digest.slowest()[k];
    const auto longest =
        std::max_element(one.stages.begin(), one.stages.end(),
                         [](const StageTime& a, const StageTime& b) { return a.microseconds < b.microseconds; });
    text += fmt::format("  {:>8}  {:>8}  {}", shown_time(one.microseconds), shown_size(one.input_bytes),
                        printable(one.input));
    if (longest != one.stages.end())
      text += fmt::format(" ({} {}: {})", name_of(longest->role), printable(longest->component),
                          shown_time(longest->microseconds));
    text += '\n';
  }
  return text;
}

}  // namespace

std::string report_in_short(const Digest& digest) {
  return headline(digest) + failures(digest) + codes(digest) + slowest(digest, most_in_short / 2);
}

std::string report_of_time(const Digest& digest) {
  std::string text = headline(digest) + slowest(digest, Digest::most_slow);
  if (!digest.components().empty()) text += "\nIn all\n";
  for (const ReportedComponent& one : digest.components())
    text += fmt::format("  {:>8}  {} {}, {}\n", shown_time(one.microseconds), name_of(one.role), printable(one.name),
                        counted(one.calls, "call"));
  return text;
}

ReportPrinter::ReportPrinter(What what) : m_what(what), m_colour(wants_colour(stdout)) {}

void ReportPrinter::finished(const DocumentOutcome& outcome) {
  const bool failed = outcome.has_failed();
  if (m_what == What::failures && failed)
    fmt::print("{}{}\n", printable(outcome.input),
               outcome.status == DocumentStatus::failed_unchanged ? " (unchanged)" : "");
  for (const Diagnostic& diagnostic : outcome.diagnostics) {
    const bool is_error = failed && diagnostic.severity == Severity::error;
    if (m_what == What::failures ? is_error : diagnostic.code.ends_with(".loss")) print(diagnostic);
  }
}

void ReportPrinter::said(const Diagnostic& diagnostic) {
  if (m_what == What::failures && diagnostic.severity == Severity::error) print(diagnostic);
}

void ReportPrinter::print(const Diagnostic& diagnostic) const { fmt::print("{}", render_text(diagnostic, m_colour)); }

}  // namespace deckle
