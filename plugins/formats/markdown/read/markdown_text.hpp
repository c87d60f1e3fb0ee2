// Markdown that stands in an input, whole or as a value of its metadata: both phases, one after the other.
#pragma once
#include "block_parser.hpp"
#include "nodes.hpp"

namespace markdown {

class MarkdownText {
 public:
  // `text` must live as long as this.
  MarkdownText(std::string_view text, const Origin& origin, Extensions extensions, deckle::Call& call);
  bool is_one_paragraph() const;
  void write_blocks(deckle::Builder& out);
  // Of its one paragraph.
  void write_inlines(deckle::Builder& out);

 private:
  void warn_unused_footnotes();

  std::string_view m_text;
  Extensions m_extensions;
  Problems m_problems;
  BlockTree m_tree;
};

}  // namespace markdown
