#include "markdown_text.hpp"

#include <algorithm>

#include "document_writer.hpp"
#include "metadata.hpp"

namespace markdown {
namespace {

constexpr std::size_t free_expansion = 100'000;

bool has_nul(std::string_view text) { return text.find('\0') != std::string_view::npos; }

}  // namespace

MarkdownText::MarkdownText(std::string_view text, const Origin& origin, Extensions extensions,
                           std::unique_ptr<References> own, References& references, deckle::Call& call)
    : m_text(text),
      m_origin(origin),
      m_extensions(extensions),
      m_problems(origin, call),
      m_own(std::move(own)),
      m_tree(references) {}

MarkdownText::MarkdownText(std::string_view text, const Origin& origin, Extensions extensions, deckle::Call& call)
    : m_text(text),
      m_origin(origin),
      m_extensions(extensions),
      m_problems(origin, call),
      m_own(std::make_unique<References>(References{{}, std::max(text.size(), free_expansion), has_nul(text)})),
      m_tree(*m_own) {
  BlockParser(text, extensions, m_tree, m_problems).parse();
}

MarkdownText::MarkdownText(std::string_view text, const Origin& origin, Extensions extensions, References& references,
                           deckle::Call& call)
    : MarkdownText(text, origin, extensions, nullptr, references, call) {
  BlockParser(text, extensions, m_tree, m_problems).parse();
}

MarkdownText MarkdownText::of_inlines(std::string_view text, const Origin& origin, Extensions extensions,
                                      References& references, deckle::Call& call) {
  MarkdownText found(text, origin, extensions, nullptr, references, call);
  const auto size = static_cast<std::uint32_t>(text.size());
  Block& paragraph = found.m_tree.blocks.emplace_back();
  paragraph.kind = BlockKind::paragraph;
  paragraph.end = size;
  paragraph.subtree_end = paragraph.line_count = 1;
  found.m_tree.lines.push_back({0, size, 0});
  return found;
}

bool MarkdownText::is_one_paragraph() const {
  return m_tree.blocks.size() == 1 && m_tree.blocks[0].kind == BlockKind::paragraph;
}

void MarkdownText::write_metadata(deckle::Builder& out) {
  Metadata(m_text, m_origin, m_extensions, m_tree, out, m_problems).write();
}

void MarkdownText::write_blocks(deckle::Builder& out) {
  Nodes nodes(out, m_problems, m_tree.references.has_nul || has_nul(m_text));
  DocumentWriter(m_text, m_extensions, m_tree, nodes).write_blocks();
  warn_unused_footnotes();
}

void MarkdownText::write_inlines(deckle::Builder& out) {
  Nodes nodes(out, m_problems, m_tree.references.has_nul || has_nul(m_text));
  DocumentWriter(m_text, m_extensions, m_tree, nodes).write_inlines(0);
}

// Their text is nowhere in the document.
void MarkdownText::warn_unused_footnotes() {
  for (const Footnote& footnote : m_tree.footnotes.values()) {
    if (footnote.used) continue;
    const Block& block = m_tree.blocks[footnote.block];
    m_problems.warn("markdown.unused", {block.begin, block.end}, {},
                    "nothing refers to the footnote [^{}]: it is left out", block.info.in(m_text));
  }
}

}  // namespace markdown
