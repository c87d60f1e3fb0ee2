// The rows of one output as they lie in the file, behind one another: a run reads them all, and mostly does no more
// than to look at each once.
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "state/row.hpp"

namespace deckle {

class PackedRows {
 public:
  // All of one output, in the order of input and path.
  void add(std::string_view input, std::string_view path, std::string_view row);
  // The bytes of a row, unchecked: see row_from_bytes(). To ask in the order of the rows is fastest.
  std::optional<std::string_view> find(std::string_view input, std::string_view path) const;

 private:
  struct At {
    const char* begin;
    std::uint32_t input, path, row;  // lengths
    std::string_view input_path() const { return {begin, input}; }
    std::string_view main_path() const { return {begin + input, path}; }
    std::string_view bytes() const { return {begin + input + path, row}; }
    int compare(std::string_view other_input, std::string_view other_path) const;
  };

  std::vector<std::string> m_blocks;  // none grows beyond what it was reserved for
  std::vector<At> m_rows;
  mutable std::size_t m_next = 0;
};

}  // namespace deckle
