// The sections of a page: elements of their own with `section-divs`, and places for notes.
#include <algorithm>

#include "body_writer.hpp"

using deckle::Kind;
using deckle::Node;

namespace {

int level_of(const Node& heading) { return std::max(heading.level(), 1); }

bool is_in_body(const Node& block) { return block.parent().is(Kind::body); }

// HTML has six levels, and no heading in a cell that is one itself.
const char* heading_tag(int level, bool in_head_cell) {
  constexpr const char* tags[] = {"h1", "h2", "h3", "h4", "h5", "h6"};
  return in_head_cell || level > 6 ? nullptr : tags[level - 1];
}

}  // namespace

void BodyWriter::heading(const Node& node) {
  const bool divides = m_options.section_divs || m_options.reference_location == NotePlace::section;
  if (divides && is_in_body(node)) begin_section(node);
  if (const char* tag = heading_tag(level_of(node), m_head_cells > 0)) return open_block(tag, node);
  begin_block("p", node, {.classes = "heading", .own = " role aria-level "});
  m_out << " role=\"heading\"";
  m_out.attribute("aria-level", std::to_string(level_of(node))) << '>';
}

void BodyWriter::end_heading(const Node& node) {
  const char* tag = heading_tag(level_of(node), m_head_cells > 0);
  m_out << "</" << (tag ? tag : "p") << ">\n";
}

void BodyWriter::begin_section(const Node& heading) {
  end_sections(level_of(heading));
  m_sections.push_back(level_of(heading));
  if (!m_options.section_divs) return;
  open_block("section", heading, "level" + std::to_string(level_of(heading)));
  m_out << '\n';
  m_section_heading = heading.index();
}

void BodyWriter::end_sections(int level) {
  for (; !m_sections.empty() && m_sections.back() >= level; m_sections.pop_back()) {
    if (m_sections.size() == 1 && m_options.reference_location == NotePlace::section) write_notes();
    if (!m_options.section_divs) continue;
    m_out.fresh_line();
    m_out << "</section>\n";
  }
}

void BodyWriter::end_of_block(const Node& node) {
  if (m_options.reference_location == NotePlace::block && is_in_body(node)) write_notes();
}
