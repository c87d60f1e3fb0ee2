// What stands in a cell between pipes as one piece: in pandoc's tables no pipe in code, formulas and tags ends it, in
// GFM's none behind a backslash.
#pragma once
#include "backticks.hpp"
#include "extensions.hpp"
#include "formulas.hpp"
#include "html_syntax.hpp"

namespace markdown {

class CellText {
 public:
  // `text` must outlive this.
  CellText(std::string_view text, Extensions extensions)
      : m_text(text),
        m_pandoc(extensions.has(Extension::pandoc_rules)),
        m_formulas(extensions.has(Extension::tex_math_dollars)) {}

  // Behind the piece that begins at `at`, which is within the text.
  std::uint32_t behind(std::uint32_t at) {
    if (!m_pandoc) return at + 1;
    bool found = false;
    const auto end = [&]() -> std::uint32_t {
      switch (m_text[at]) {
        case '\\': return at + 2;
        case '`': return m_backticks.behind_code(m_text, at);
        case '$': return m_formulas ? behind_formula(m_text, at, found) : at + 1;
        case '<': return at + std::max(1u, html_tag_length(m_text, at));
        default: return at + 1;
      }
    }();
    return std::min(end, static_cast<std::uint32_t>(m_text.size()));
  }

 private:
  std::string_view m_text;
  bool m_pandoc, m_formulas;
  Backticks m_backticks;
};

}  // namespace markdown
