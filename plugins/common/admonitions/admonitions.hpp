// The kinds of admonitions that have a name in the formats of pages and of Word.
#pragma once
#include <algorithm>
#include <string_view>

inline bool is_admonition_kind(std::string_view word) {
  constexpr std::string_view known[] = {"note",    "tip",    "hint",      "important", "warning",
                                        "caution", "danger", "attention", "error"};
  return std::find(std::begin(known), std::end(known), word) != std::end(known);
}
