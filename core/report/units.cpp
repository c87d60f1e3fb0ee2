#include "report/units.hpp"

#include <fmt/format.h>

namespace deckle {

std::string shown_time(std::uint64_t microseconds) {
  if (microseconds < 1000) return fmt::format("{} µs", microseconds);
  const auto time = static_cast<double>(microseconds);
  return microseconds < 1'000'000 ? fmt::format("{:.1f} ms", time / 1e3) : fmt::format("{:.1f} s", time / 1e6);
}

std::string shown_size(std::uint64_t bytes) {
  const auto size = static_cast<double>(bytes);
  if (bytes < 1000) return fmt::format("{} B", bytes);
  return bytes < 1'000'000 ? fmt::format("{:.0f} kB", size / 1e3) : fmt::format("{:.1f} MB", size / 1e6);
}

std::string shown_date(std::string date) {
  if (date.size() != 20) return date;
  return date.replace(10, 1, " ").replace(19, 1, " UTC");
}

}  // namespace deckle
