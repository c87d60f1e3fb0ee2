// What messages say of the limits of a document.
#pragma once
#include <fmt/format.h>

#include <cstdint>
#include <iterator>
#include <string>
#include <string_view>

namespace deckle {

// How somebody gives a document more of what it ran out of. `limit`: its name in a job's run: limits.
inline std::string hint_to_raise(std::string_view limit) {
  return fmt::format("raise run: limits: {0}, or --limit {0} of convert", limit);
}

// In the largest unit in which it is a whole number: "256 MiB", "1000 bytes".
inline std::string amount_of_bytes(std::uint64_t bytes) {
  constexpr const char* units[] = {"bytes", "KiB", "MiB", "GiB", "TiB"};
  std::size_t unit = 0;
  for (; unit + 1 < std::size(units) && bytes != 0 && bytes % 1024 == 0; ++unit) bytes /= 1024;
  return fmt::format("{} {}", bytes, units[unit]);
}

}  // namespace deckle
