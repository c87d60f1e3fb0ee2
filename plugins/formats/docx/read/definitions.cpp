// Definition lists, which Word does not have: paragraphs in the styles that pandoc and Deckle give them. What follows a
// term, up to the next one, is one description: where it has several nobody says so.
#include "block_reader.hpp"

using deckle::Kind;

namespace docx {

// False when the paragraph belongs to no definition list, which then ends before it.
bool BlockReader::write_definition(Flow& flow, const ParagraphFormat& format, pugi::xml_node node) {
  const auto is_description = [](const ParagraphFormat& one) {
    return one.role == Role::definition && one.heading == 0 && !one.is_numbered;
  };
  const pugi::xml_node behind = block_behind(node, "w:p");
  const bool is_term = format.role == Role::definition_term && behind && !format.is_numbered &&
                       is_description(paragraph_format_of(behind, m_context));
  if (!is_term && (flow.definitions == 0 || !is_description(format))) return end_definitions(flow), false;
  const dk_span where = flow.part.span(node);
  const auto begin = [&](Kind kind) { m_context.out.begin(kind, deckle::row_of(kind)->flags, {}, where); };
  if (flow.definitions == 0) {
    const std::size_t around = lists_around(flow, format);
    if (around != flow.lists.size()) set_quotes(flow, 0);
    end_lists(flow, around);
    set_quotes(flow, quotes_of(flow, format), where);
    begin(Kind::definition_list);
    flow.definitions = 1;
  }
  if (is_term && flow.definitions == 2) m_context.out.close(), --flow.definitions;
  if (!is_term && flow.definitions == 1) begin(Kind::description), ++flow.definitions;
  const auto opened = m_context.out.open(is_term ? Kind::term : Kind::paragraph, where);
  write_inlines(flow);
  return true;
}

// Code that is indented behind a description is of it, and not quoted.
bool BlockReader::goes_on_describing(const Flow& flow, const ParagraphFormat& code) const {
  return flow.definitions == 2 && code.indent > 0 && lists_around(flow, code) == flow.lists.size();
}

void BlockReader::end_definitions(Flow& flow) { m_context.out.close(std::exchange(flow.definitions, 0)); }

}  // namespace docx
