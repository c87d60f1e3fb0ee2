// Runs a recipe: document after document, going on after failures, told in the order of the plan.
#pragma once
#include <vector>

#include "diagnostics/printer.hpp"
#include "engine/crew.hpp"
#include "engine/recipe.hpp"
#include "engine/run_observer.hpp"

namespace deckle {

class RunState;

struct RunSettings {
  FailOn fail_on = FailOn::nothing;
  std::vector<RunObserver*> observers = {};
  RunState* state = nullptr;  // of earlier runs; what is as good as new by it is not made again
};

RunSummary run(Recipe& recipe, Crew& crew, Files& files, Printer& printer, const RunSettings& settings);

}  // namespace deckle
