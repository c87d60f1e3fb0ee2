// What an item of a list begins with: bullets, numbers, and with fancy_lists letters and roman numerals.
#pragma once
#include <optional>
#include <string_view>

#include "block.hpp"

namespace markdown {

struct ListMarker {
  char mark;                     // - + * for bullets, . ) behind a number, ( for one within parentheses
  ListStyle style;               // of an ordered list
  std::uint32_t number, length;  // its number; bytes
  bool is_ordered() const { return mark == '.' || mark == ')' || mark == '('; }
};

// The marker that a line begins with. Letters that are a numeral as well are read as the style of the list they go on:
// `before`, or as roman only where that is likely: i.
std::optional<ListMarker> list_marker(std::string_view line);
std::optional<ListMarker> fancy_list_marker(std::string_view line, ListStyle before);

}  // namespace markdown
