// The page of the built-in reference, in twentieths of a point: A4 with text of fifteen centimetres.
#pragma once
#include <cstdint>

namespace page {

inline constexpr std::int32_t width = 11906, height = 16838, side = 1701, top = 1531, bottom = 1417, edge = 709;
inline constexpr std::int32_t text_width = width - 2 * side, text_height = height - top - bottom;
inline constexpr std::int32_t narrowest = 1000;  // of what is indented far

}  // namespace page
