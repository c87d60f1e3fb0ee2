// Headings, marked at their beginning or underlined, with their identifiers where nobody would guess them.
#include <algorithm>

#include "../read/characters.hpp"
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

// What a heading says, as the reader takes it for an identifier.
std::string words_of(const Node& heading) {
  std::string words;
  for (std::uint32_t i = heading.index() + 1; i < heading.end();) {
    const Node node = heading.document().node(i);
    if (node.is(Kind::soft_break) || node.is(Kind::hard_break)) words += ' ';
    else if (node.is(Kind::code)) words += trimmed(node.text());
    else if (node.is(Kind::text) || node.is(Kind::math)) words += node.text();
    i = node.is(Kind::note) || node.is(Kind::citation_item) ? node.end() : i + 1;
  }
  return words;
}

// Whether an identifier is this one, or this one with a number.
bool is_numbered(std::string_view id, std::string_view name) {
  if (!id.starts_with(name)) return false;
  const std::string_view number = id.substr(name.size());
  return number.empty() || (number.size() > 1 && number[0] == '-' && std::ranges::all_of(number.substr(1), is_digit));
}

}  // namespace

// Whether the reader makes that identifier by itself. Asked of each heading once, in the order in which they stand.
bool Context::is_made_from_words(const Node& heading) {
  if (!has(Extension::auto_identifiers)) return false;
  const std::string name = slug_of(words_of(heading), Scheme::pandoc, m_characters);
  const std::string_view id = heading.id();
  if (id.empty() || is_numbered(id, name)) {
    const std::string made = m_names.unique(name);
    if (id.empty() || made == id) return true;
  }
  m_names.add(id);
  return false;
}

void Context::look_at_headings(const deckle::Document& document) {
  if (!has(Extension::implicit_header_references)) return;
  for (std::uint32_t i = 0; i < document.size(); ++i)
    if (const Node node = document.node(i); node.is(Kind::heading)) escaper.add_heading(words_of(node));
}

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
  const bool says_id = !m_context.is_made_from_words(node);
  if (has(Extension::header_attributes)) {
    const std::string braces = attributes(node, m_context, {}, says_id);
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
