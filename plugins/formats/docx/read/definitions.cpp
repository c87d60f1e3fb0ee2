// Definition lists, which Word does not have: paragraphs in the styles that pandoc and Deckle give them. What follows a
// term, up to the next one, is one description: where it has several nobody says so.
#include "block_reader.hpp"

using deckle::Kind;

namespace docx {

namespace {

bool is_description(const ParagraphFormat& format) {
  return format.role == Role::definition && format.heading == 0 && !format.is_numbered;
}

}  // namespace

// Whether a paragraph is a term, by what stands behind it: a description's own paragraph, or another one that is
// indented as far.
BlockReader::Described BlockReader::described_by(const ParagraphFormat& format, pugi::xml_node node) const {
  const pugi::xml_node behind = block_behind(node, "w:p");
  if (format.role != Role::definition_term || format.is_numbered || !behind) return Described::not_at_all;
  const ParagraphFormat next = paragraph_format_of(behind, m_context);
  if (is_description(next)) return Described::by_its_own;
  const Frame wanted{
      Role::definition, format.indent, format.indent + m_context.styles.definition_indent(), 0, {}, 0, 0};
  const bool is_first = next.role == Role::definition_term || next.heading != 0;
  return !is_first && wanted.text_begin > format.indent && is_within(wanted, next) ? Described::by_other
                                                                                   : Described::not_at_all;
}

// False when the paragraph is neither a term nor a description's own.
bool BlockReader::write_definition(Flow& flow, const ParagraphFormat& format, pugi::xml_node node) {
  const Described behind = described_by(format, node);
  const bool is_term = behind != Described::not_at_all;
  const bool goes_on = !flow.frames.empty() && flow.frames.back().role == Role::definition;
  if (!is_term && (!goes_on || !is_description(format))) return false;
  if (!goes_on && !may_begin_frame(flow)) return false;
  const dk_span where = flow.part.span(node);
  const auto begin = [&](Kind kind) { m_context.out.begin(kind, deckle::row_of(kind)->flags, {}, where); };
  if (!goes_on) {
    begin_frame(flow, format, where);
    begin(Kind::definition_list);
  }
  end_inside(flow);
  Frame& list = flow.frames.back();
  if (is_term && list.nodes == 2) m_context.out.close(), --list.nodes;
  if (!is_term && list.nodes == 1) begin(Kind::description), ++list.nodes;
  list.text_begin =
      list.indent + (is_term ? m_context.styles.definition_indent() : format.style->indent.left.value_or(0));
  {
    const auto opened = m_context.out.open(is_term ? Kind::term : Kind::paragraph, where);
    write_inlines(flow);
  }
  if (behind == Described::by_other) begin(Kind::description), ++list.nodes;
  return true;
}

}  // namespace docx
