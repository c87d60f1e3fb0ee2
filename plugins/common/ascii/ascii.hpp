// Letters of ASCII, whatever the language of the text: for names that formats compare without regard to case.
#pragma once
#include <string>
#include <string_view>

namespace ascii {

inline std::string in_lower_case(std::string_view name) {
  std::string lower(name);
  for (char& c : lower) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  return lower;
}

}  // namespace ascii
