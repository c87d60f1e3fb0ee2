// What stands before and around the text: the title, tables of contents, sections.
#include <algorithm>

#include "body_writer.hpp"

using deckle::Key;
using deckle::Kind;
using deckle::Node;

namespace {

Role toc_role(int level) { return static_cast<Role>(static_cast<int>(Role::toc1) + std::clamp(level, 1, 6) - 1); }

}  // namespace

void BodyWriter::title_block() {
  title_lines("title", Role::title);
  title_lines("subtitle", Role::subtitle);
  title_lines("author", Role::author);
  title_lines("date", Role::date);
  title_lines("abstract", Role::abstract);
}

// A list has a line for each.
void BodyWriter::title_lines(std::string_view name, Role role) {
  const auto value = deckle::entry(m_document.metadata(), name);
  if (!value) return;
  if (!value->is(Kind::meta_list)) return title_line(*value, role);
  for (const Node item : value->children()) title_line(item, role);
}

void BodyWriter::title_line(const Node& value, Role role) {
  if (value.is(Kind::meta_map) || value.is(Kind::meta_bool)) return;
  Surroundings& around = m_flow->around.emplace_back(m_flow->around.back());
  around.style = style(role);
  if (value.is(Kind::meta_blocks)) {
    walk(value);
  } else if (!readable_text(value).empty()) {
    begin_paragraph();
    if (value.is(Kind::meta_string)) text(value.text());
    else walk(value);
    end_paragraph();
  }
  end_surrounding();
}

// Its entries are made anew, for Word will do that, too; its title stays.
void BodyWriter::contents(const Node& node) {
  std::string title;
  for (const Node child : node.children())
    if (child.has_class("toc-title")) title = readable_text(child);
  contents(node.integer(Key::depth, m_options.toc_depth), title);
}

// A field that is asked anew when the document is opened, and what it shows until then (clause 17.16.5.68).
void BodyWriter::contents(std::int64_t depth, std::string_view title) {
  end_paragraph();
  xml().begin("w:sdt").begin("w:sdtPr").begin("w:docPartObj");
  xml().element("w:docPartGallery", "w:val", "Table of Contents").element("w:docPartUnique").end().end();
  xml().begin("w:sdtContent");
  if (!title.empty()) {
    begin_paragraph(style(Role::toc_heading));
    text(title);
    end_paragraph();
  }
  const std::string field = " TOC \\o \"1-" + std::to_string(depth) + "\" \\h \\z \\u ";
  bool is_begun = false;
  for (const Node heading : m_document.nodes(Kind::heading)) {
    if (heading.level() > depth) continue;
    begin_paragraph(style(toc_role(heading.level())));
    if (!std::exchange(is_begun, true)) begin_field(field, true);
    contents_entry(heading);
  }
  if (!is_begun) {
    begin_paragraph();
    begin_field(field, true);
  }
  field_mark("end");
  end_paragraph();
  xml().end().end();
  m_flow->after_table = m_flow->needs_paragraph = true;
}

void BodyWriter::contents_entry(const Node& heading) {
  end_run();
  xml().begin("w:hyperlink").attribute("w:anchor", m_parts.bookmarks.name_of_heading(heading));
  text(readable_text(heading));
  end_run();
  xml().end();
}

// What ends has the properties that stand in a paragraph at its end; what begins has those of the break.
void BodyWriter::section_break(const Node& node) {
  lost_attributes(node);
  if (m_flow != &m_body || !m_flow->tables.empty()) return loss(node, "in a table or note is left out");
  begin_paragraph(ParagraphFormat(), m_section.xml());
  end_paragraph();
  const std::string_view orientation = node.string(Key::orientation);
  m_section.is_landscape = orientation.empty() ? m_section.page.is_landscape() : orientation == "landscape";
  m_section.columns = node.integer(Key::columns, 1);
}
