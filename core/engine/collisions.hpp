// Two that want one file: every path is written once, and never over an input.
#pragma once
#include "engine/plan.hpp"

namespace deckle {

// Adds a problem for every path of the plan that cannot be had. A file that is copied to one place twice is copied
// once.
void refuse_collisions(const PlanContext& context, Plan& plan);

}  // namespace deckle
