// For hash tables of strings in which a view is looked up without a copy of it.
#pragma once
#include <functional>
#include <string_view>

namespace deckle {

struct HashOfText {
  using is_transparent = void;
  std::size_t operator()(std::string_view text) const { return std::hash<std::string_view>()(text); }
};

}  // namespace deckle
