// Attributes as pandoc has them: {#id .class key=value key="a value" -}; id= and class= are what # and . are.
#pragma once
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "block.hpp"

namespace markdown {

struct Attributes {
  std::string id, classes;  // the last id counts; classes are parted by one space
  std::vector<std::pair<std::string, std::string>> pairs;
};

// The length of attributes at text[at], 0 if there are none.
std::uint32_t attributes_length(std::string_view text, std::uint32_t at);
// The length of {=format} at text[at], and where in it the format stands; 0 if there is none.
std::uint32_t format_length(std::string_view text, std::uint32_t at, Range& format);
// Where the attributes begin with which a line ends; its length if it ends with none.
std::uint32_t trailing_attributes(std::string_view line);
// `text`: valid ones, braces included.
Attributes read_attributes(std::string_view text);

}  // namespace markdown
