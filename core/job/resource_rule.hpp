// What becomes of the files that documents refer to: an output's `resources`.
#pragma once
#include <optional>
#include <string_view>

#include "job/path_template.hpp"

namespace deckle {

enum class ResourceMode {
  keep,     // addresses stay as they are written
  link,     // addresses lead to the original files
  copy,     // files are copied into the output's folder
  embed,    // images and media are part of the output
  extract,  // images and media get the place that a pattern says
};

// By the word of jobs and the command line; nothing for other words, and for extract, which needs a pattern.
constexpr std::optional<ResourceMode> resource_mode(std::string_view word) {
  if (word == "keep") return ResourceMode::keep;
  if (word == "link") return ResourceMode::link;
  if (word == "copy") return ResourceMode::copy;
  return word == "embed" ? std::optional(ResourceMode::embed) : std::nullopt;
}

struct ResourceRule {
  ResourceMode mode = ResourceMode::keep;
  PathTemplate pattern;  // extract: {name} and {ext} are the resource's, {dir} and {stem} the document's
};

}  // namespace deckle
