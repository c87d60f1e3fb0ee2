// Documents converted from bytes to bytes, one by one, without a file: what libdeckle does, here or in a process of its
// own.
#pragma once
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "engine/crew.hpp"
#include "engine/recipe.hpp"

namespace deckle {

// What is to be made of each, as `deckle convert` takes it.
struct BufferWords {
  std::string from, to;  // formats; empty: found by content and name; no output but the document itself
  std::vector<std::string> transforms, reader_options, exporter_options;
};

// The problems say why it cannot be run. Addresses stay as they are, but for formats that hold their images inside.
Recipe recipe_of(const BufferWords& words, const Registry& registry, std::vector<Diagnostic>& problems);

// What came of one document.
struct Converted {
  bool done = false;  // false: at least one diagnostic is an error
  std::vector<Diagnostic> diagnostics = {};
  std::string output = {};                        // the main file
  std::map<std::string, std::string> parts = {};  // further files, by names relative to it
  std::optional<Block> document = {};             // after the transforms
};

// `recipe` is what `crew` works by, and both have been prepared. `input.name` is what messages call it, and what tells
// its format besides its content.
Converted convert_buffer(const InputFile& input, const Recipe& recipe, Crew& crew);

}  // namespace deckle
