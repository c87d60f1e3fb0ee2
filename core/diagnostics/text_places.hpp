// Byte ranges of a text as places a person can find: line, column, the line itself, what to mark in it.
//
// The lines are found in one pass, which goes as far as the places that were asked for. When an enormous line is met
// for the first time, another counts characters at every KiB: a place then costs the same there as in any other line.
#pragma once
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "diagnostics/diagnostic.hpp"

namespace deckle {

class TextPlaces {
 public:
  // `text` has to outlive this. It may be broken UTF-8; a carriage return alone ends a line too.
  TextPlaces(std::string file, std::string_view text);

  // Offsets beyond the end count as the end. Of an enormous line the excerpt is the part around the range, with an
  // ellipsis for what is left out.
  Place at(std::uint64_t begin, std::uint64_t end) const;
  std::string where(std::uint64_t begin) const;  // "job.yaml:12:9"
  const std::string& file() const { return m_file; }
  std::string_view text() const { return m_text; }

 private:
  void find_lines_beyond(std::uint64_t offset) const;
  std::uint64_t characters_between(std::uint64_t begin, std::uint64_t end) const;
  std::uint64_t characters_before(std::uint64_t offset) const;
  void set_checkpoints() const;

  std::string m_file;
  std::string_view m_text;
  mutable std::vector<std::uint64_t> m_lines = {0};  // where each begins, of those that were found
  mutable std::size_t m_feed, m_return;              // the first of each that is not behind a line of these
  mutable std::vector<std::uint64_t> m_checkpoints;  // characters before each multiple of the step
};

// The place that TextPlaces::where wrote, without its line; of other text, such as an argument's name, a place of that
// name.
Place place_named(std::string_view where);

}  // namespace deckle
