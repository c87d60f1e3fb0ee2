// Words as values. Each answers nothing for a word that is no such value, or one that does not fit.
#pragma once
#include <cstdint>
#include <optional>
#include <string_view>

namespace deckle {

std::optional<bool> bool_of(std::string_view word);              // true false yes no on off, in any case
std::optional<std::int64_t> int_of(std::string_view word);       // 12, -3, +4, 0x1F
std::optional<double> float_of(std::string_view word);           // 0.5, 1e3; finite
std::optional<std::int64_t> bytes_of(std::string_view word);     // 4096, 10MiB, 1.5 GB
std::optional<std::int64_t> duration_of(std::string_view word);  // milliseconds of 250ms, 30s, 1.5min, 2h; 0
std::optional<std::int64_t> count_of(std::string_view word);     // 20000, 20k, 20M

// So many of some, or a part of all.
struct Share {
  std::int64_t amount = 0;
  bool in_millionths = false;
};
std::optional<Share> share_of(std::string_view word);  // 20, 5%

}  // namespace deckle
