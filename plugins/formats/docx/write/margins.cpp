// Headers and footers (ECMA-376, part 1, clause 17.10): parts of their own, the same in all sections. Of several for
// the same pages only the first can be one; others stand in the text.
#include <algorithm>

#include "body_writer.hpp"
#include "default_parts.hpp"
#include "relationship_types.hpp"

using deckle::Kind;
using deckle::Node;

namespace {

constexpr std::string_view types[] = {"default", "first", "even"};

// The kind of pages that the document says; empty when Word has none of that kind.
std::string_view type_of(const Node& node) {
  const auto known = std::find(std::begin(types), std::end(types), node.find("type").value_or(types[0]));
  return known == std::end(types) ? std::string_view() : *known;
}

bool is_of_other_part(const Node& node) {
  return node.is(Kind::note) || node.is(Kind::comment) || node.is(Kind::page_header) || node.is(Kind::page_footer);
}

bool is_in_other_part(Node node) {
  while (node.index() > 0) {
    node = node.parent();
    if (is_of_other_part(node)) return true;
  }
  return false;
}

}  // namespace

void BodyWriter::margins() {
  for (const Kind kind : {Kind::page_header, Kind::page_footer})
    for (const Node node : m_document.nodes(kind))
      if (!is_in_other_part(node)) margin(node);
  if (m_parts.reference) return lent_margins();
  const auto& all = m_section.margins;
  const auto is_footer = [](const MarginReference& one) { return one.element == "w:footerReference"; };
  if (std::none_of(all.begin(), all.end(), is_footer)) default_footer();
  m_parts.has_even_margins = m_section.has_margin("even");
}

// Of the document that lends its look, where there are none of our own.
void BodyWriter::lent_margins() {
  const bool knows_even_pages = is_on(m_parts.reference->settings().child("w:evenAndOddHeaders"));
  for (const Reference::Margin& lent : m_parts.reference->margins()) {
    const auto is_same = [&](const MarginReference& own) {
      return own.element == lent.element && own.type == lent.type;
    };
    const bool is_shown = lent.type == "first" ? m_section.has_first_page : lent.type != "even" || knows_even_pages;
    if (!is_shown || std::any_of(m_section.margins.begin(), m_section.margins.end(), is_same)) continue;
    const bool is_header = lent.element == "w:headerReference";
    const std::string name = m_parts.copies->copy(lent.part, is_header ? content_type::header : content_type::footer);
    if (name.empty()) continue;
    const std::string_view relation = is_header ? relationship::header : relationship::footer;
    m_section.margins.push_back({lent.element, lent.type, m_parts.body.relationships.to(relation, name)});
  }
  m_parts.has_even_margins = knows_even_pages || m_section.has_margin("even");
}

bool BodyWriter::is_margin(const Node& node) const {
  if (!node.is(Kind::page_header) && !node.is(Kind::page_footer)) return false;
  return std::find(m_margin_nodes.begin(), m_margin_nodes.end(), node.index()) != m_margin_nodes.end();
}

void BodyWriter::margin(const Node& node) {
  const bool is_header = node.is(Kind::page_header);
  const std::string_view element = is_header ? "w:headerReference" : "w:footerReference", said = type_of(node);
  const std::string_view type = said.empty() ? types[0] : said;
  if (said.empty()) loss(node, "is for pages that Word does not know, and stands on all");
  for (const MarginReference& other : m_section.margins)
    if (other.element == element && other.type == type) return;
  m_margin_nodes.push_back(node.index());
  lost_attributes(node);
  Flow flow{begin_margin(is_header, {type})};
  flow.around.front().style = style(is_header ? Role::header : Role::footer);
  flow.needs_paragraph = true;
  write_flow(node, flow);
}

// The part, which the section shows on these pages.
Story& BodyWriter::begin_margin(bool is_header, std::initializer_list<std::string_view> pages) {
  const std::string name = (is_header ? "header" : "footer") + std::to_string(m_parts.margins.size() + 1) + ".xml";
  const std::string& id = m_parts.body.relationships.to(is_header ? relationship::header : relationship::footer, name);
  for (const std::string_view type : pages)
    m_section.margins.push_back({is_header ? "w:headerReference" : "w:footerReference", type, id});
  Margin& made = m_parts.margins.emplace_back(Margin{is_header ? "w:hdr" : "w:ftr", name});
  begin_part(made.story.xml, made.element);
  return made.story;
}

// The number of the page, on pages of all kinds that there are.
void BodyWriter::default_footer() {
  Story& story = begin_margin(false, {"default"});
  story.xml.raw(::default_footer);
  const std::string id = m_section.margins.back().id;
  for (const std::string_view type : {"first", "even"})
    if (m_section.has_margin(type)) m_section.margins.push_back({"w:footerReference", type, id});
}
