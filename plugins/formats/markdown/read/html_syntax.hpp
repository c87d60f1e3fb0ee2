// Where raw HTML begins and ends: tags and other inlines, and the seven kinds of blocks of the specification.
#pragma once
#include <cstdint>
#include <string_view>

namespace markdown {

// The length of an open or closing tag at text[at] == '<'; 0 if there is none. Tags may go over line ends.
std::uint32_t html_tag_length(std::string_view text, std::uint32_t at);

// The kind, 1 to 7, of the block that a line begins with, which starts with '<'; 0 if it begins none.
int html_block_kind(std::string_view line);
// Where a block of kind 1 to 5 ends on this line; 0 if it does not.
std::uint32_t html_block_end(int kind, std::string_view line);

// Names of elements, in any case. `tag`: <name or </name, and what belongs to it.
std::string_view html_tag_name(std::string_view tag);
bool is_same_name(std::string_view one, std::string_view other);
// Those that end a paragraph with pandoc's elements, and those that only begin a block where one may begin.
bool is_block_element(std::string_view name);
bool may_be_block_element(std::string_view name);
bool is_void_element(std::string_view name);
// Its end may be left out where another one of its kind begins, or what is around it ends.
bool may_lack_end(std::string_view name);

}  // namespace markdown
