// Headings, marked at their beginning or underlined.
#include <algorithm>

#include "writer.hpp"

using deckle::Kind;
using deckle::Node;

namespace markdown {
namespace {

// Whether a heading has several lines, which only the form with an underline can have.
bool has_lines(const Node& heading) {
  for (std::uint32_t i = heading.index() + 1; i < heading.end();) {
    const Node node = heading.document().node(i);
    if (node.is(Kind::soft_break) || node.is(Kind::hard_break)) return true;
    if (node.is(Kind::raw_inline) && node.text().find('\n') != std::string_view::npos) return true;
    i = node.is(Kind::note) ? node.end() : i + 1;
  }
  return false;
}

}  // namespace

void Writer::heading(const Node& node) {
  const int level = node.level();
  const bool breaks = has_lines(node);
  const bool may_break = !has(Extension::pandoc_rules);
  const bool underlined = m_context.options.heading_style == HeadingStyle::setext || (breaks && may_break);
  m_in_heading = true;
  m_setext = level <= 2 && underlined && node.has_children();
  m_one_line = !m_setext || !may_break;
  if (level > 6) loss(node, "is deeper than six levels");
  if (breaks && m_one_line) loss(node, "is written in one line");
  if (m_setext) return;
  m_lines.write(std::string(static_cast<std::size_t>(std::clamp(level, 1, 6)), '#') + (node.has_children() ? " " : ""));
}

void Writer::end_heading(const Node& node) {
  if (has(Extension::header_attributes)) {
    const std::string braces = attributes(node, m_context);
    if (!braces.empty()) m_lines.write(" " + braces);
    else if (m_lines.last() == '}') m_lines.write(" {}");  // those before are not the heading's
  }
  if (m_setext) {
    const std::size_t width = line_width();
    m_lines.newline();
    m_lines.write(std::string(std::max<std::size_t>(width, 3), node.level() == 1 ? '=' : '-'));
  }
  m_setext = m_in_heading = m_one_line = false;
}

}  // namespace markdown
