#include "cli/dry_run.hpp"

#include <fmt/format.h>

#include "diagnostics/counted.hpp"
#include "diagnostics/printable.hpp"
#include "engine/run.hpp"

namespace deckle {
namespace {

// "html", "html: is there and stays".
std::string what_is_done(const OutputRecipe& output, const std::string& path, const Files& files) {
  const std::string name = printable(output.exporter.component.manifest->name);
  if (output.on_exists == OnExists::replace || !files.same_file(path, path)) return name;
  return name + (output.on_exists == OnExists::skip ? ": is there and stays" : ": is there, which is a failure");
}

// "html: docs/a.md changed", "html: fresh".
std::string what_is_done(const OutputRecipe& output, const std::string& path, const Files& files,
                         const Standing& standing) {
  const std::string name = printable(output.exporter.component.manifest->name);
  switch (standing.kind) {
    case Standing::Kind::fresh: return name + ": fresh";
    case Standing::Kind::failed: return name + ": failed, and nothing has changed";
    case Standing::Kind::skipped: return name + ": skipped, as before";
    case Standing::Kind::stale: break;
  }
  const std::string why = standing.why == never_made ? std::string() : ": " + printable(standing.why);
  return (standing.foreign != 0 ? what_is_done(output, path, files) : name) + why;
}

void print_documents(const Recipe& recipe, Files& files, RunState* state) {
  for (std::size_t document = 0; document < recipe.documents.size(); ++document)
    for (std::size_t k = 0; k < recipe.outputs.size(); ++k) {
      const OutputRecipe& output = recipe.outputs[k];
      if (output.joined) continue;
      const DocumentPlaces& places = recipe.documents[document].places;
      const std::string& path = places.outputs[k];
      fmt::print("{} -> {} ({})\n", printable(places.input), printable(path),
                 state == nullptr ? what_is_done(output, path, files)
                                  : what_is_done(output, path, files, state->output(document, k)));
    }
}

void print_copies(const Recipe& recipe, RunState* state) {
  for (std::size_t k = 0; k < recipe.copies.size(); ++k) {
    const bool is_fresh = state != nullptr && state->copy(k).kind == Standing::Kind::fresh;
    fmt::print("{} -> {} ({})\n", printable(recipe.copies[k].from), printable(recipe.copies[k].to),
               is_fresh ? "copied: fresh" : "copied");
  }
}

}  // namespace

void print_plan(const Recipe& recipe, Files& files, RunState* state, Printer& printer) {
  RunFiles run(files);
  std::vector<Diagnostic> said;
  enter(recipe, run);
  if (state != nullptr) state->look(run, said);
  printer.print(said);
  print_documents(recipe, files, state);
  for (std::size_t k = 0; k < recipe.outputs.size(); ++k) {
    const OutputRecipe& output = recipe.outputs[k];
    if (!output.joined) continue;
    const std::string& path = output.joined->path;
    fmt::print(
        "{} -> {} ({}, joined)\n", counted(recipe.documents.size(), "document"), printable(path),
        state == nullptr ? what_is_done(output, path, files) : what_is_done(output, path, files, state->joined(k)));
  }
  print_copies(recipe, state);
  if (state == nullptr) return;
  for (const std::string& path : state->prunable()) fmt::print("{} (removed)\n", printable(path));
}

}  // namespace deckle
