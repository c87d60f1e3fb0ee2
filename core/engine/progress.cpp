#include "engine/progress.hpp"

#include <fmt/format.h>

#include "diagnostics/printable.hpp"

namespace deckle {

void Progress::show(std::size_t done, std::size_t total, const std::string& name) {
  const auto now = std::chrono::steady_clock::now();
  if (!m_shown || now - m_last < std::chrono::milliseconds(100)) return;
  m_last = now;
  constexpr std::size_t widest = 60;  // characters of the name's end, which says most
  const std::string_view tail = name.size() > widest ? std::string_view(name).substr(name.size() - widest) : name;
  fmt::print(m_stream, "\r\x1b[K{}/{} {}", done, total, printable(tail));
  std::fflush(m_stream);
  m_visible = true;
}

void Progress::clear() {
  if (!m_visible) return;
  fmt::print(m_stream, "\r\x1b[K");
  std::fflush(m_stream);
  m_visible = false;
}

}  // namespace deckle
