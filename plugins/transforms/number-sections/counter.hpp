// Section numbers: a count for each level; a heading counts its level up and starts the deeper ones again.
#pragma once
#include <algorithm>
#include <cstdint>
#include <string>
#include <vector>

class SectionCounter {
 public:
  // Counts begin behind `offsets`, by level.
  explicit SectionCounter(std::vector<std::int64_t> offsets) : m_counts(std::move(offsets)) {}

  // The number of the next heading of that level, 1 and up: "2.1". Levels that were passed over count 0, as in pandoc.
  std::string next(int level) {
    const auto depth = static_cast<std::size_t>(std::max(level, 1));
    if (m_seen) m_counts.resize(std::min(m_counts.size(), depth));
    m_seen = true;
    std::vector<std::int64_t> counts = m_counts;
    counts.resize(depth);
    ++counts.back();
    if (m_counts.size() < depth) m_counts.resize(depth);
    m_counts[depth - 1] = counts.back();
    std::string number;
    for (const std::int64_t count : counts) number.append(number.empty() ? "" : ".").append(std::to_string(count));
    return number;
  }

 private:
  std::vector<std::int64_t> m_counts;
  bool m_seen = false;
};
