// Runs a recipe: document after document, going on after failures, told in the order of the plan.
#pragma once
#include <vector>

#include "diagnostics/printer.hpp"
#include "engine/crew.hpp"
#include "engine/recipe.hpp"
#include "engine/run_observer.hpp"

namespace deckle {

struct RunSettings {
  FailOn fail_on = FailOn::nothing;
  std::vector<RunObserver*> observers = {};
};

RunSummary run(Recipe& recipe, Crew& crew, Files& files, Printer& printer, const RunSettings& settings);

}  // namespace deckle
