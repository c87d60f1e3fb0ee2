// Admonitions, which Word does not have: paragraphs in the styles that Deckle gives them, with what stands among them.
// The style of the title says which kind it is, else the title itself, if it is no more than that.
#include "admonitions/admonitions.hpp"
#include "ascii/ascii.hpp"
#include "block_reader.hpp"

using deckle::Key;
using deckle::Kind;

namespace docx {

// False when the paragraph is no title of one.
bool BlockReader::write_admonition(Flow& flow, const ParagraphFormat& format, pugi::xml_node node) {
  if (format.role != Role::admonition_title || format.is_numbered) return false;
  const dk_span where = flow.part.span(node);
  const bool is_next =
      !flow.frames.empty() && flow.frames.back().role == Role::admonition && flow.frames.back().indent == format.indent;
  if (is_next) end_frame(flow);
  if (!may_begin_frame(flow)) return false;
  begin_frame(flow, format, where);
  const std::string word = ascii::in_lower_case(flow.tree->words());
  m_context.out.begin(Kind::admonition, deckle::row_of(Kind::admonition)->flags, {}, where);
  const std::string kind = !format.style->kind.empty() ? format.style->kind : is_admonition_kind(word) ? word : "note";
  m_context.out.attribute(Key::admonition, kind);
  if (word == kind) return true;
  const auto title = m_context.out.open(Kind::title, where);
  write_inlines(flow);
  return true;
}

}  // namespace docx
