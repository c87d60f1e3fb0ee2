// Runs a recipe: document after document, going on after failures, with one line of summary at the end.
#pragma once
#include <cstdint>
#include <string>

#include "diagnostics/printer.hpp"
#include "engine/crew.hpp"
#include "engine/recipe.hpp"

namespace deckle {

struct RunSummary {
  std::uint64_t documents = 0, outputs = 0, copied = 0, failed = 0, skipped = 0;  // documents: those worked on
  bool plugin_failed = false;                                                     // one could not be loaded
  bool options_failed = false;  // a component refused its options; nothing was run
  double seconds = 0;
  // 0 done, 1 a document failed, 2 options, 3 a plugin could not be loaded, 130 and 143 when interrupted.
  int exit_code() const;
};

struct RunSettings {
  bool progress = false;
};

RunSummary run(Recipe& recipe, Crew& crew, Files& files, Printer& printer, const RunSettings& settings);

// "12 documents, 36 outputs, 1 failed, 3 warnings in 0.2 s"
std::string summary_line(const RunSummary& summary, const Printer& printer);

}  // namespace deckle
