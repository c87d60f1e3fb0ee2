// YAML front matter: finding the block between --- lines at the start, and turning its values into metadata by pandoc's
// rules: strings are Markdown, a string of one paragraph becomes inlines, any other becomes blocks.
#pragma once
#include <deckle/yaml.h>
#include <deckle/plugin.hpp>

#include "read/extensions.hpp"

// Bytes of the text of an input.
struct FrontMatter {
  std::size_t yaml_begin = 0, yaml_end = 0;  // what stands between the lines
  std::size_t end = 0;                       // after the closing line; 0: there is no front matter
};

// A first line ---, and later a line --- or ... The line after the first may not be blank.
FrontMatter find_front_matter(std::string_view text);

// Reads the values into the metadata of `out`, which must be untouched. False, if the block is not a map: then nothing
// was added. `broken` says that it is not YAML at all, which has been reported.
bool read_front_matter(const FrontMatter& block, deckle::Input& in, markdown::Extensions extensions,
                       deckle::Builder& out, deckle::Call& call, bool& broken);
