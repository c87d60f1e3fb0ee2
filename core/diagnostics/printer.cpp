#include "diagnostics/printer.hpp"

#include <fmt/format.h>

#include <cstdlib>

#include "diagnostics/render.hpp"
#include "io/terminal.hpp"

namespace deckle {

bool wants_colour(std::FILE* stream) {
  const char* no_colour = std::getenv("NO_COLOR");
  if (no_colour != nullptr && *no_colour != '\0') return false;
  return is_smart_terminal(stream);
}

void Printer::print(const Diagnostic& diagnostic) {
  const std::uint64_t count = ++m_counts[static_cast<std::size_t>(diagnostic.severity)];
  if (diagnostic.severity < m_options.least) return;
  if (m_options.format == MessageFormat::text && count > m_options.limit && !m_is_finished) {
    ++m_left_out;
    return;
  }
  if (m_before) m_before();
  const std::string text =
      m_options.format == MessageFormat::json ? render_json(diagnostic) : render_text(diagnostic, m_options.colour);
  std::fwrite(text.data(), 1, text.size(), m_stream);
}

void Printer::finish() {
  m_is_finished = true;
  if (m_left_out == 0) return;
  const std::string text = fmt::format("and {} more (--log-format json prints all)\n", m_left_out);
  std::fwrite(text.data(), 1, text.size(), m_stream);
  m_left_out = 0;
}

}  // namespace deckle
