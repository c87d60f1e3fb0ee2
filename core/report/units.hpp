// Times, sizes and dates as reports show them to people.
#pragma once
#include <cstdint>
#include <string>

namespace deckle {

std::string shown_time(std::uint64_t microseconds);  // 312 µs, 4.2 ms, 12.5 s
std::string shown_size(std::uint64_t bytes);         // 312 B, 40 kB, 1.3 MB
std::string shown_date(std::string date);            // "2026-11-22T10:09:30Z" -> "2026-11-22 10:09:30 UTC"

}  // namespace deckle
