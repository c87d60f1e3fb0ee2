// Metadata as YAML front matter. Its strings are Markdown, as the reader reads them.
#pragma once
#include <string>

#include "context.hpp"

namespace markdown {

// The block with its --- lines and an empty line behind.
std::string front_matter(const deckle::Node& metadata, Context& context);

}  // namespace markdown
