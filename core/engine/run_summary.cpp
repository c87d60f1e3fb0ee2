#include "engine/run_summary.hpp"

#include <fmt/format.h>

#include "diagnostics/counted.hpp"
#include "engine/interrupt.hpp"

namespace deckle {
namespace {

constexpr SummaryCount counts[] = {
    {"planned", &RunSummary::planned, "Documents that the job's inputs match."},
    {"documents", &RunSummary::documents, "Documents that were worked on."},
    {"outputs", &RunSummary::outputs, "Outputs that were written, joined ones included."},
    {"copied", &RunSummary::copied, "Files that were copied: assets, images, downloads."},
    {"failed", &RunSummary::failed, "Documents, joined outputs and copies that failed."},
    {"failed-unchanged", &RunSummary::failed_unchanged,
     "Documents that failed in an earlier run and were not tried again, since nothing has changed."},
    {"skipped", &RunSummary::skipped, "Files that no reader knows, and documents whose outputs are to stay."},
    {"fresh", &RunSummary::fresh, "Documents that had not changed."},
    {"warnings", &RunSummary::warnings, "Warnings, also of fresh documents."},
    {"losses", &RunSummary::losses,
     "Diagnostics of what an output could not hold, whatever their severity, also of fresh documents."},
    {"input-bytes", &RunSummary::input_bytes, "Bytes of the documents that were worked on."},
    {"output-bytes", &RunSummary::output_bytes, "Bytes of the outputs that were written, their parts included."},
};

}  // namespace

std::span<const SummaryCount> summary_counts() { return counts; }

FailOn fail_on_of(std::string_view word) {
  if (word == "warning") return FailOn::warning;
  return word == "loss" ? FailOn::loss : FailOn::nothing;
}

void RunSummary::add(const DocumentOutcome& outcome) {
  skipped += outcome.status == DocumentStatus::skipped;
  failed += outcome.status == DocumentStatus::failed;
  failed_unchanged += outcome.status == DocumentStatus::failed_unchanged;
  const bool was_worked_on = outcome.status == DocumentStatus::done || outcome.status == DocumentStatus::failed;
  if (was_worked_on && !outcome.is_joined) ++documents;
  outputs += outcome.outputs.size();
  for (const WrittenOutput& output : outcome.outputs) output_bytes += output.bytes;
  input_bytes += outcome.input_bytes;
  warnings += outcome.figures.warnings;
  losses += outcome.figures.losses;
}

bool RunSummary::is_refused() const {
  return (fail_on != FailOn::nothing && losses != 0) || (fail_on == FailOn::warning && warnings != 0);
}

void RunSummary::end(double after_seconds) {
  seconds = after_seconds;
  const bool is_good = failed == 0 && failed_unchanged == 0 && !is_refused();
  if (const int interrupted = interrupt_exit_code(); interrupted != 0) exit_code = interrupted;
  else if (plugin_failed) exit_code = 3;
  else if (options_failed) exit_code = 2;
  else exit_code = is_good ? 0 : 1;
}

std::string summary_line(const RunSummary& summary) {
  std::string line = counted(summary.documents, "document") + ", " + counted(summary.outputs, "output");
  const auto add = [&line](std::uint64_t count, std::string_view what) {
    if (count != 0) line += fmt::format(", {} {}", count, what);
  };
  if (summary.copied != 0) line += fmt::format(", {} copied", counted(summary.copied, "file"));
  add(summary.failed, "failed");
  add(summary.failed_unchanged, "failed (unchanged)");
  add(summary.skipped, "skipped");
  add(summary.fresh, "fresh");
  if (summary.warnings != 0) line += ", " + counted(summary.warnings, "warning");
  if (summary.losses != 0) line += fmt::format(", {} loss{}", summary.losses, summary.losses == 1 ? "" : "es");
  return line + fmt::format(" in {:.1f} s", summary.seconds);
}

}  // namespace deckle
