// What a run would do, one line for each output.
#pragma once
#include "diagnostics/printer.hpp"
#include "engine/recipe.hpp"
#include "state/run_state.hpp"

namespace deckle {

// `state` may be null: nothing is known of earlier runs.
void print_plan(const Recipe& recipe, Files& files, RunState* state, Printer& printer);

}  // namespace deckle
