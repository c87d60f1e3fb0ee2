// Markdown that stands in an input, whole or as a value of its metadata: both phases, one after the other.
#pragma once
#include <memory>

#include "block_parser.hpp"
#include "nodes.hpp"

namespace markdown {

class MarkdownText {
 public:
  // A whole input. `text` must live as long as this.
  MarkdownText(std::string_view text, const Origin& origin, Extensions extensions, deckle::Call& call);
  // A part of a document whose links lead to `references`, which must live as long as this.
  MarkdownText(std::string_view text, const Origin& origin, Extensions extensions, References& references,
               deckle::Call& call);
  // One that is a paragraph, whatever it begins with.
  static MarkdownText of_inlines(std::string_view text, const Origin& origin, Extensions extensions,
                                 References& references, deckle::Call& call);

  bool is_one_paragraph() const;
  // Of the blocks of YAML and the title; before all else, into a document that has none.
  void write_metadata(deckle::Builder& out);
  void write_blocks(deckle::Builder& out);
  // Of its one paragraph.
  void write_inlines(deckle::Builder& out);

 private:
  MarkdownText(std::string_view text, const Origin& origin, Extensions extensions, std::unique_ptr<References> own,
               References& references, deckle::Call& call);
  void warn_unused_footnotes();

  std::string_view m_text;
  Origin m_origin;
  Extensions m_extensions;
  Problems m_problems;
  std::unique_ptr<References> m_own;
  BlockTree m_tree;
};

}  // namespace markdown
