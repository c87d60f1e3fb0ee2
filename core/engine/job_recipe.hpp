// From a job and its plan to the recipe that is run.
#pragma once
#include <string>

#include "engine/plan.hpp"
#include "engine/recipe.hpp"
#include "engine/shard.hpp"

namespace deckle {

// Where a job lies, and where its outputs go; both "" for the working directory, else ending in "/".
struct JobFolders {
  std::string job, output;
};

// Those that the pipeline watches over; time and memory are for whoever runs it.
CallLimits limits_of(const JobLimits& job);

// The stages of all documents; the paths of joined outputs and the documents themselves come with the plan.
Recipe recipe_of(const Job& job, const JobFolders& folders);
// `shard`: of the documents and of the files to copy only this share; there are no joined outputs then. The documents
// are taken out of the plan: there may be many.
void add_plan(Recipe& recipe, const Job& job, Plan& plan, const JobFolders& folders, const Shard& shard = {});

// The value of a YAML node as metadata: plain true and false are booleans, other scalars strings; null is left out.
MetaValue::Map metadata_of(const YamlNode& map);

}  // namespace deckle
