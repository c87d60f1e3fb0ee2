// Link reference definitions, and the footnotes that labels mean.
#pragma once
#include <optional>
#include <string>
#include <string_view>

#include "block.hpp"
#include "extensions.hpp"
#include "labels.hpp"

namespace markdown {

struct Target {
  std::string url, title, attributes;  // the last in braces, or empty
};

struct Footnote {
  std::uint32_t block;  // its number
  bool used = false;
};

// One definition at the start of a paragraph's text, as ranges of the text.
struct DefinitionParts {
  Range label, url, title, attributes;
  std::uint32_t next;  // where the next line begins
};
std::optional<DefinitionParts> find_definition(std::string_view text, std::uint32_t at, Extensions extensions);
Target target_of(std::string_view text, const DefinitionParts& parts);

}  // namespace markdown
