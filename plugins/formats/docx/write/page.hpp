// A page, in twentieths of a point: that of the built-in look is A4 with text of fifteen centimetres.
#pragma once
#include <algorithm>
#include <cstdint>

struct Page {
  static constexpr std::int32_t narrowest = 1000;  // of what is indented far

  std::int32_t width = 11906, height = 16838, left = 1701, right = 1701, top = 1531, bottom = 1417;

  std::int32_t text_width() const { return std::max(width - left - right, narrowest); }
  std::int32_t text_height() const { return std::max(height - top - bottom, narrowest); }
  bool is_landscape() const { return width > height; }
};
