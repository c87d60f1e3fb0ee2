#include "state/packed_rows.hpp"

#include <algorithm>

namespace deckle {

void PackedRows::add(std::string_view input, std::string_view path, std::string_view row) {
  constexpr std::size_t block = 1 << 18;
  const std::size_t needed = input.size() + path.size() + row.size();
  if (m_blocks.empty() || m_blocks.back().capacity() - m_blocks.back().size() < needed)
    m_blocks.emplace_back().reserve(std::max(needed, block));
  std::string& to = m_blocks.back();
  const auto length = [](std::string_view text) { return static_cast<std::uint32_t>(text.size()); };
  m_rows.push_back({to.data() + to.size(), length(input), length(path), length(row)});
  to.append(input).append(path).append(row);
}

int PackedRows::At::compare(std::string_view other_input, std::string_view other_path) const {
  const int by_input = input_path().compare(other_input);
  return by_input != 0 ? by_input : main_path().compare(other_path);
}

std::optional<std::string_view> PackedRows::find(std::string_view input, std::string_view path) const {
  if (m_next >= m_rows.size() || m_rows[m_next].compare(input, path) != 0) {
    const auto is_before = [&](const At& at, int) { return at.compare(input, path) < 0; };
    m_next = static_cast<std::size_t>(std::lower_bound(m_rows.begin(), m_rows.end(), 0, is_before) - m_rows.begin());
    if (m_next >= m_rows.size() || m_rows[m_next].compare(input, path) != 0) return std::nullopt;
  }
  return m_rows[m_next++].bytes();
}

}  // namespace deckle
