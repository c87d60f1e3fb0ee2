// What stands before the items of lists.
#pragma once
#include <deckle/document.hpp>

#include <cstdint>
#include <string>
#include <string_view>

// The number of an item as its list writes it: "3.", "(iv)", "C)". Styles and delimiters as in abi/deckle/kinds.h.
std::string ordered_marker(std::int64_t number, std::string_view style, std::string_view delimiter);

// The marker of the item at `position` in its list, behind which the text begins after `width` columns.
struct Markers {
  explicit Markers(const deckle::Node& list);
  std::string of(std::int64_t position) const;

  bool ordered;
  std::int64_t start;
  std::string_view style, delimiter;
  std::size_t width;
};
