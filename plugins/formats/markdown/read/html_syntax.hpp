// Where raw HTML begins and ends: tags and other inlines, and the seven kinds of blocks of the specification.
#pragma once
#include <cstdint>
#include <string_view>

namespace markdown {

// The length of an open or closing tag at text[at] == '<'; 0 if there is none. Tags may go over line ends.
std::uint32_t html_tag_length(std::string_view text, std::uint32_t at);

// The kind, 1 to 7, of the block that a line begins with, which starts with '<'; 0 if it begins none.
int html_block_kind(std::string_view line);
// Whether a block of kind 1 to 5 ends on this line.
bool ends_html_block(int kind, std::string_view line);

}  // namespace markdown
