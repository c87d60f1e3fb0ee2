// Runs of backticks, looked up by their length: so that no run is looked for in vain twice.
#pragma once
#include <cstdint>
#include <string_view>
#include <vector>

#include "block.hpp"

namespace markdown {

// For the runs of one text, from left to right.
class Backticks {
 public:
  void clear() { m_last.clear(), m_all_known = false; }
  // Where the next run of just so many backticks begins, from `at` on; nowhere if there is none. When there is none,
  // all runs up to the end have been seen: their last places are kept.
  std::uint32_t find(std::string_view text, std::uint32_t at, std::uint32_t length) {
    if (m_all_known && (length >= m_last.size() || m_last[length] < at)) return nowhere;
    while (true) {
      const auto found = text.find('`', at);
      if (found == std::string_view::npos) break;
      const auto begin = static_cast<std::uint32_t>(found);
      at = begin;
      while (at < text.size() && text[at] == '`') ++at;
      if (at - begin == length) return begin;
      if (m_last.size() <= at - begin) m_last.resize(at - begin + 1);
      m_last[at - begin] = begin;
    }
    m_all_known = true;
    return nowhere;
  }
  // Behind the code that begins at text[at], a backtick; where there is none, behind the run of them.
  std::uint32_t behind_code(std::string_view text, std::uint32_t at) {
    std::uint32_t inside = at;
    while (inside < text.size() && text[inside] == '`') ++inside;
    const std::uint32_t close = find(text, inside, inside - at);
    return close == nowhere ? inside : close + (inside - at);
  }

 private:
  std::vector<std::uint32_t> m_last;  // by length, once all were looked at
  bool m_all_known = false;
};

}  // namespace markdown
