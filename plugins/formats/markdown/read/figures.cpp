// Implicit figures: a paragraph that is one image with a description. The description is the caption, and what stands
// for the image as well.
#include "document_writer.hpp"

using deckle::Kind;

namespace markdown {

bool is_lone_image(const InlineText& text) {
  if (text.tokens.empty()) return false;
  const Token& open = text.tokens.front();
  if (open.kind != TokenKind::open_image || open.where.begin > 0 || open.second + 1 != text.tokens.size()) return false;
  const Token& close = text.tokens.back();
  return close.where.end == text.content.text().size() && close.where.begin > open.where.end;
}

void DocumentWriter::begin_figure(Leaf& leaf, const Block& block) {
  const Range inside{leaf.text.tokens.front().where.end, leaf.text.tokens.back().where.begin};
  m_nodes.open(Kind::figure, {block.begin, block.end});
  m_nodes.open(Kind::caption, leaf.text.content.source(inside));
  m_nodes.open(Kind::plain, leaf.text.content.source(inside));
  leaf.in_caption = true;
  leaf.before = m_numbers;
  leaf.writer.begin_inside(leaf.text, 0);
}

// The same words again: their notes have the same numbers.
void DocumentWriter::begin_image(Leaf& leaf) {
  m_nodes.close(2);
  m_numbers = leaf.before;
  leaf.in_caption = false;
  leaf.writer.begin(leaf.text, false);
  m_nodes.open(Kind::plain, leaf.writer.source({0, static_cast<std::uint32_t>(leaf.text.content.text().size())}));
  leaf.levels = 2;
}

}  // namespace markdown
