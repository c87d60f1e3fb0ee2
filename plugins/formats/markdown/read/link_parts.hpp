// The parts of links and of link reference definitions: label, destination, title, and the space between them.
#pragma once
#include <optional>
#include <string_view>

#include "block.hpp"

namespace markdown {

inline constexpr std::uint32_t longest_label = 999;

// Behind spaces, tabs, and at most one line ending.
std::uint32_t skip_link_space(std::string_view text, std::uint32_t at);
std::uint32_t skip_blanks(std::string_view text, std::uint32_t at);

// What stands between the brackets, when a label of something else than white space begins at text[at] == '['. In
// pandoc's labels there may be brackets, in pairs.
std::optional<Range> find_label(std::string_view text, std::uint32_t at, bool may_nest = false);

// A destination, and where the text goes on. <> is empty but there.
struct LinkPart {
  Range text;
  std::uint32_t next;
};
std::optional<LinkPart> find_destination(std::string_view text, std::uint32_t at);
// A title, without its quotation marks or parentheses.
std::optional<LinkPart> find_title(std::string_view text, std::uint32_t at);

}  // namespace markdown
