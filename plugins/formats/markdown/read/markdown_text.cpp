#include "markdown_text.hpp"

#include "document_writer.hpp"

namespace markdown {

MarkdownText::MarkdownText(std::string_view text, const Origin& origin, Extensions extensions, deckle::Call& call)
    : m_text(text), m_extensions(extensions), m_problems(origin, call) {
  BlockParser(text, extensions, m_tree, m_problems).parse();
}

bool MarkdownText::is_one_paragraph() const {
  return m_tree.blocks.size() == 1 && m_tree.blocks[0].kind == BlockKind::paragraph;
}

void MarkdownText::write_blocks(deckle::Builder& out) {
  Nodes nodes(out, m_problems);
  DocumentWriter(m_text, m_extensions, m_tree, nodes).write_blocks();
  warn_unused_footnotes();
}

void MarkdownText::write_inlines(deckle::Builder& out) {
  Nodes nodes(out, m_problems);
  DocumentWriter(m_text, m_extensions, m_tree, nodes).write_inlines(0);
}

// Their text is nowhere in the document.
void MarkdownText::warn_unused_footnotes() {
  for (std::uint32_t i = 0; i < m_tree.blocks.size(); ++i) {
    const Block& block = m_tree.blocks[i];
    if (block.kind != BlockKind::footnote) continue;
    const std::string_view label = block.info.in(m_text);
    const Footnote* known = m_tree.footnotes.find(label);
    if (known && known->block == i && !known->used)
      m_problems.warn("markdown.unused", {block.begin, block.end}, {},
                      "nothing refers to the footnote [^{}]: it is left out", label);
  }
}

}  // namespace markdown
