// Those who look on while a run goes: the line of progress, reports. They change nothing about it.
#pragma once
#include "engine/document_outcome.hpp"
#include "engine/run_summary.hpp"

namespace deckle {

class RunObserver {
 public:
  virtual ~RunObserver() = default;
  // Before the first of so many documents that are to be made.
  virtual void started(std::uint64_t /*documents*/) {}
  // A document is made, or could not be, in whatever order; it is told of later.
  virtual void made(std::uint64_t /*input_bytes*/, bool /*failed*/) {}
  // All documents are, and outputs that join them are begun.
  virtual void joining(std::uint64_t /*outputs*/) {}
  // In the order of the plan; joined outputs are last.
  virtual void finished(const DocumentOutcome&) {}
  // What is about the run as a whole.
  virtual void said(const Diagnostic&) {}
  virtual void ended(const RunSummary&) {}
};

}  // namespace deckle
