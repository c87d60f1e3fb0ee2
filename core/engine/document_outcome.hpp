// What became of one document, or of all joined, as it is told, counted and reported: in the order of the plan.
#pragma once
#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "diagnostics/printer.hpp"
#include "pipeline/pipeline.hpp"

namespace deckle {

enum class DocumentStatus {
  done,
  failed,
  failed_unchanged,  // it failed in an earlier run, and nothing has changed since
  skipped,           // no document after all, or its outputs are there and are to stay
};
std::string_view name_of(DocumentStatus status);

struct WrittenOutput {
  std::string name, path;   // of the output in its job; of the main file
  std::uint64_t bytes = 0;  // with its parts
};

struct DocumentOutcome {
  std::string input;  // as messages call it; of joined documents their first output
  bool is_joined = false;
  DocumentStatus status = DocumentStatus::done;
  std::string why;  // it was made: what has changed; empty: nothing is known of earlier runs
  std::uint64_t input_bytes = 0;
  std::vector<WrittenOutput> outputs;  // empty unless it is done
  DocumentFigures figures;
  std::vector<Diagnostic> diagnostics;
  std::map<std::string, std::uint64_t> dropped;  // diagnostics that were not kept, by code

  // What a pipeline made of it. `ordered`: the outputs that were, without their bytes.
  void take(DocumentResult result, std::vector<WrittenOutput> ordered);
  bool has_failed() const { return status == DocumentStatus::failed || status == DocumentStatus::failed_unchanged; }
};

// What is said about it: all diagnostics, and how many were not kept.
void print_outcome(const DocumentOutcome& outcome, Printer& printer);

}  // namespace deckle
