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

void DocumentOutcome::take(DocumentResult result, std::vector<WrittenOutput> ordered) {
  status = result.done ? DocumentStatus::done : DocumentStatus::failed;
  result.figures.output_bytes.resize(ordered.size());
  for (std::size_t k = 0; k < ordered.size(); ++k) ordered[k].bytes = result.figures.output_bytes[k];
  if (result.done) outputs = std::move(ordered);
  figures = std::move(result.figures);
  dropped = std::move(result.dropped);
  diagnostics = std::move(result.diagnostics);
  // What is about the document as a whole still says which document.
  for (Diagnostic& diagnostic : diagnostics)
    if (diagnostic.where.file.empty()) diagnostic.where.file = input;
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
