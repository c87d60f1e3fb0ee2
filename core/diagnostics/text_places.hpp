// Byte ranges of a text as places a person can find: line, column, the line itself, what to mark in it.
#pragma once
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "diagnostics/diagnostic.hpp"

namespace deckle {

// Made once for a text; every place then costs at most a few kilobytes of reading, however long the lines are.
class TextPlaces {
 public:
  // `text` has to outlive this. It may be broken UTF-8.
  TextPlaces(std::string file, std::string_view text);

  // An excerpt longer than 160 characters is cut around the range, with an ellipsis for what is left out.
  Place at(std::uint64_t begin, std::uint64_t end) const;
  std::string where(std::uint64_t begin) const;  // "job.yaml:12:9"
  const std::string& file() const { return m_file; }
  std::string_view text() const { return m_text; }

 private:
  std::size_t line_index(std::size_t offset) const;
  std::size_t characters_before(std::size_t offset) const;

  std::string m_file;
  std::string_view m_text;
  std::vector<std::size_t> m_lines;       // where each begins
  std::vector<std::size_t> m_characters;  // how many begin before byte k * stride
};

}  // namespace deckle
