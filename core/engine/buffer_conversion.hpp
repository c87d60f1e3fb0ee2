// Documents converted from bytes to bytes, one by one, without opening a file: what libdeckle does, here or in a
// process of its own.
#pragma once
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "engine/crew.hpp"
#include "engine/given_files.hpp"
#include "engine/recipe.hpp"

namespace deckle {

// What is to be made of each, as `deckle convert` takes it.
struct BufferWords {
  std::string from, to;  // formats; empty: found by content and name; no output but the document itself
  std::vector<std::string> transforms, reader_options, exporter_options;
  std::string resources;  // "keep" or "embed"; empty: embed for formats that are no text
};

// The problems say why it cannot be run. Addresses stay as they are, but for those of images that are embedded.
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
// its format besides its content. `give`: is asked for the images, media and further input that it refers to, by names
// that begin where its own does; null: there are none. Without a crew's answer the work was interrupted.
Converted convert_buffer(const InputFile& input, const Recipe& recipe, Crew& crew, GivenFiles::Give give = {});

}  // namespace deckle
