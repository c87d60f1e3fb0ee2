// Numbers of things, as messages say them: "1 document", "2 documents".
#pragma once
#include <fmt/format.h>

#include <cstdint>
#include <string>
#include <string_view>

namespace deckle {

// `what`: a word that takes an "s" in the plural.
inline std::string counted(std::uint64_t count, std::string_view what) {
  return fmt::format("{} {}{}", count, what, count == 1 ? "" : "s");
}

}  // namespace deckle
