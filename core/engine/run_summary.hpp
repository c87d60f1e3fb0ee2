// What a run amounts to, in numbers. Each is declared once: the last line, its JSON and every report have them by the
// same names.
#pragma once
#include <cstdint>
#include <span>
#include <string>
#include <string_view>

#include "engine/document_outcome.hpp"

namespace deckle {

// Which diagnostics make a run end like one with a failure.
enum class FailOn {
  nothing,
  loss,     // something in a document that its output could not hold
  warning,  // or any warning
};
FailOn fail_on_of(std::string_view word);  // nothing for any other word

struct RunSummary {
  std::uint64_t planned = 0, documents = 0, outputs = 0, copied = 0, failed = 0, failed_unchanged = 0, skipped = 0,
                fresh = 0, warnings = 0, losses = 0, input_bytes = 0, output_bytes = 0;
  bool plugin_failed = false;   // one could not be loaded
  bool options_failed = false;  // a component refused its options; nothing was run
  FailOn fail_on = FailOn::nothing;
  double seconds = 0;
  int exit_code = 0;

  void add(const DocumentOutcome& outcome);
  // Whether there is what the user does not want, although nothing failed.
  bool is_refused() const;
  // The exit code: 0 done, 1 a document failed, 2 options, 3 a plugin could not be loaded, 130 and 143 when
  // interrupted.
  void end(double after_seconds);
};

struct SummaryCount {
  std::string_view name;
  std::uint64_t RunSummary::*value;
  std::string_view doc;
};
std::span<const SummaryCount> summary_counts();

// "12 documents, 36 outputs, 1 failed, 3 warnings in 0.2 s"
std::string summary_line(const RunSummary& summary);

}  // namespace deckle
