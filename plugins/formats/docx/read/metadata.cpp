// Metadata: what the first paragraphs say in styles like Title and Author, as pandoc has it, and the properties of the
// file for those who want them.
#include <algorithm>
#include <array>

#include "block_reader.hpp"
#include "properties.hpp"

using deckle::Key;
using deckle::Kind;

namespace docx {

struct BlockReader::Entry {
  Role role;
  const char* key;
  std::vector<pugi::xml_node> paragraphs{};
};

void BlockReader::read_document(Part& part, pugi::xml_node body) {
  std::array<Entry, 5> entries{Entry{Role::title, "title"}, Entry{Role::subtitle, "subtitle"},
                               Entry{Role::author, "author"}, Entry{Role::date, "date"},
                               Entry{Role::abstract_, "abstract"}};
  pugi::xml_node rest = body.first_child(), line;  // line: the first one across the page behind the last entry
  for (; rest && rest.name() == std::string_view("w:p"); rest = rest.next_sibling()) {
    const ParagraphFormat format = paragraph_format_of(rest, m_context);
    Entry* entry = nullptr;
    for (Entry& one : entries)
      if (one.role == format.role && format.heading == 0) entry = &one;
    if (entry != nullptr) entry->paragraphs.push_back(rest), line = {};
    else if (is_rule(rest, format)) line = line ? line : rest;
    else if (!is_empty(rest) || format.is_numbered || format.role == Role::code) break;
  }
  if (line) rest = line;
  std::vector<pugi::xml_node> text_boxes;
  {
    const auto metadata = m_context.out.metadata();
    for (const Entry& entry : entries)
      if (!entry.paragraphs.empty()) write_entry(part, entry, text_boxes);
    std::set<std::string, std::less<>> said;
    for (const Entry& entry : entries)
      if (!entry.paragraphs.empty()) said.insert(entry.key);
    if (m_context.settings.properties) write_properties(m_context, body, said);
  }
  if (m_context.settings.headers_footers) read_margins(part, body, "w:headerReference", Kind::page_header);
  std::vector<Field> fields;
  Flow flow{part, fields, m_context.out.depth()};
  flow.text_boxes = std::move(text_boxes);
  write_text_boxes(flow);
  for (; rest; rest = rest.next_sibling()) {
    m_context.call.stop_if_cancelled();
    read_child(flow, rest, 0);
  }
  end_flow(flow);
  if (m_context.settings.headers_footers) read_margins(part, body, "w:footerReference", Kind::page_footer);
}

// Metadata has no place for text boxes: they are left to be written where the text begins.
void BlockReader::write_entry(Part& part, const Entry& entry, std::vector<pugi::xml_node>& text_boxes) {
  const auto& [role, key, paragraphs] = entry;
  const bool is_list = role == Role::author;
  std::vector<Field> fields;
  Flow flow{part, fields, m_context.out.depth()};
  const bool is_one = paragraphs.size() == 1;
  std::optional<deckle::Scope> around;
  if (!is_one) {
    around.emplace(m_context.out.open(is_list ? Kind::meta_list : Kind::meta_blocks, part.span(paragraphs.front())));
    m_context.out.attribute(Key::key, key);
  }
  for (const pugi::xml_node node : paragraphs) {
    const auto opened = m_context.out.open(is_one || is_list ? Kind::meta_inlines : Kind::paragraph, part.span(node));
    if (is_one) m_context.out.attribute(Key::key, key);
    flow.tree->clear();
    InlineReader reader(m_context, part, fields, *flow.tree);
    reader.read_paragraph(node);
    reader.add_text_boxes_to(text_boxes);
    if (flow.tree->prepare()) write_inlines(flow);
    if (!is_one) m_context.out.extend(part.span(node));
  }
}

// 17.10: each part that some section names, once.
void BlockReader::read_margins(Part& part, pugi::xml_node body, const char* name, Kind kind) {
  std::vector<std::string> read_before;
  const auto read_section = [&](pugi::xml_node section) {
    for (const pugi::xml_node node : section.children(name)) {
      const office::Relationship* to = part.relationship(node.attribute("r:id").value());
      if (to == nullptr || std::find(read_before.begin(), read_before.end(), to->target) != read_before.end()) continue;
      read_before.push_back(to->target);
      Part* margin = m_context.keep(m_context.container.open(to->target));
      if (margin == nullptr) continue;
      const auto opened = m_context.out.open(kind, margin->span(margin->xml->root()));
      m_context.out.attribute("type", node.attribute("w:type").value());
      read(*margin, margin->xml->root());
    }
  };
  for (const pugi::xml_node paragraph : body.children("w:p")) read_section(paragraph.child("w:pPr").child("w:sectPr"));
  read_section(body.child("w:sectPr"));
}

}  // namespace docx
