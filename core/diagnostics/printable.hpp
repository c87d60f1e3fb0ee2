// Text from documents, made safe for a terminal: what is shown is what is there, and nothing that is shown acts.
//
// Control characters, bidirectional overrides and broken UTF-8 appear as \u{1B} and \xFF; tabs and newlines as spaces.
#pragma once
#include <cstdint>
#include <string>
#include <string_view>

namespace deckle {

std::string printable(std::string_view text);

// A line with a range of it (in characters, from 0) to be underlined; `indent` and `width` are terminal columns.
struct MarkedLine {
  std::string text;
  std::size_t indent = 0, width = 0;
};
MarkedLine mark(std::string_view line, std::uint32_t begin, std::uint32_t length);

}  // namespace deckle
