// Formulas between dollars, for those who look for something else outside of them.
#pragma once
#include <cstdint>
#include <string_view>

#include "characters.hpp"

namespace markdown {

// Behind the formula that begins at text[at], a dollar, and ends at the next one, or at two if it begins with two;
// where there is none, behind its mark. `found` says which.
inline std::uint32_t behind_formula(std::string_view text, std::uint32_t at, bool& found) {
  const std::string_view mark = text.substr(at, 2) == "$$" ? "$$" : "$";
  const auto inside = at + static_cast<std::uint32_t>(mark.size());
  std::uint32_t end = inside;
  while (end < text.size() && text.substr(end, mark.size()) != mark) end += text[end] == '\\' ? 2 : 1;
  const std::uint32_t behind = end + (inside - at);
  found = end < text.size() && end > inside;
  if (found && mark == "$")
    found = !is_space(text[inside]) && !is_space(text[end - 1]) && (behind >= text.size() || !is_digit(text[behind]));
  return found ? behind : inside;
}

}  // namespace markdown
