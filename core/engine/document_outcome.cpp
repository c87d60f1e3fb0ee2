#include "engine/document_outcome.hpp"

#include <fmt/format.h>

#include "diagnostics/log.hpp"

namespace deckle {
namespace {

Diagnostic more_of(const std::string& input, const std::string& code, std::uint64_t count) {
  Diagnostic note = error("host.more", fmt::format("{} more of {}", count, code));
  note.severity = Severity::note;
  note.where.file = input;
  return note;
}

}  // namespace

std::string_view name_of(DocumentStatus status) {
  switch (status) {
    case DocumentStatus::done: return "done";
    case DocumentStatus::failed: return "failed";
    case DocumentStatus::failed_unchanged: return "failed-unchanged";
    case DocumentStatus::skipped: break;
  }
  return "skipped";
}

void print_outcome(const DocumentOutcome& outcome, Printer& printer) {
  printer.print(outcome.diagnostics);
  for (const auto& [code, count] : outcome.dropped) printer.print(more_of(outcome.input, code, count));
  if (outcome.outputs.empty() || !logs(LogLevel::info)) return;
  std::string paths;
  for (const WrittenOutput& output : outcome.outputs) paths.append(paths.empty() ? "" : ", ").append(output.path);
  log(LogLevel::info, fmt::format("{} -> {}", outcome.input, paths));
}

}  // namespace deckle
