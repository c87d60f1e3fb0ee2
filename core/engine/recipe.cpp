#include "engine/recipe.hpp"

namespace deckle {

void enter(const Recipe& recipe, RunFiles& files) {
  files.know(recipe.listed);
  for (const OutputRecipe& output : recipe.outputs) files.add_output(output.resources);
  for (const DocumentTask& task : recipe.documents) files.add_document(task.places);
  for (const DocumentPlaces& places : recipe.elsewhere) files.add_document(places);
  for (const OutputRecipe& output : recipe.outputs)
    if (output.joined) files.add_joined(output.joined->path);
  for (const CopyTask& task : recipe.copies) files.add_asset(task.from, task.to);
}

}  // namespace deckle
