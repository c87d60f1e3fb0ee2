// cmark's tree as nodes of a document: one walk over it, without recursion, whatever its depth.
//
// Nodes deeper than the host allows are not opened; what they contain is added to the innermost node that was. A
// footnote's definition is walked where it is referred to.
#pragma once
#include <deckle/plugin.hpp>

#include <optional>
#include <vector>

#include "cmark.hpp"
#include "positions.hpp"

// Gives the span of a range of the parsed text.
struct Origin {
  const deckle::Input* input;
  std::size_t offset;  // of the parsed text in the text of the input
  Range limit;         // of the parsed text: spans of a snippet that was not found literally become this
  bool exact = true;   // false: the parsed text does not stand in the input as it is; every span is `limit`
};

class TreeWriter {
 public:
  TreeWriter(cmark_node* root, const Positions& positions, const Origin& origin, deckle::Builder& out,
             deckle::Call& call);

  // Adds the children of the root as blocks.
  void write_blocks();
  // Adds the inlines of a block.
  void write_inlines(cmark_node* block);

 private:
  struct Open {
    Range range;
    bool opened;
  };
  // A footnote under way: its definition, and the reference to go on from.
  struct Detour {
    cmark_node* definition;
    cmark_node* reference;
    std::optional<InlineFinder> finder;
    std::size_t first_open;
  };

  void walk(cmark_node* top);
  bool enter(cmark_node* node);
  void leave(cmark_node* node);
  bool enter_block(cmark_node* node);
  bool enter_inline(cmark_node* node);
  bool enter_note(cmark_node* reference);
  bool is_kept(cmark_node* reference) const;
  void text(cmark_node* first);
  void leave_note();
  void collect_definitions(cmark_node* root);

  bool too_deep(std::uint32_t levels, Range range);
  bool open(deckle::Kind kind, Range range, std::uint32_t levels_below);
  bool skip(Range range);
  void leaf(deckle::Kind kind, std::string_view text, Range range);
  void list(cmark_node* node, Range range);
  void item(cmark_node* node, Range range);
  void code_block(cmark_node* node, Range range);
  bool table(cmark_node* node, Range range);
  bool table_row(cmark_node* node, Range range);
  void link(cmark_node* node, deckle::Kind kind, Range range);

  Range block_range(cmark_node* node) const;
  Range inline_hint(cmark_node* node) const;
  Range inside_parent(Range range) const;
  Range text_range(cmark_node* node);
  Range reference_range(cmark_node* node);
  dk_span span(Range range) const;
  InlineFinder& finder();

  cmark_node* m_root;
  const Positions& m_positions;
  Origin m_origin;
  deckle::Builder& m_out;
  deckle::Call& m_call;
  std::vector<Open> m_open;  // one for every node of cmark that was entered and not left
  std::vector<Detour> m_detours;
  std::vector<cmark_node*> m_definitions;  // of footnotes, by number
  std::vector<bool> m_busy;                // which of them are being written
  std::optional<InlineFinder> m_finder;    // of the block under way
  cmark_node* m_run_end = nullptr;         // the last of a run of text that was written as one
  std::uint32_t m_copies_left;             // nodes that footnotes may still add
  bool m_in_head = false, m_in_body = false, m_told_depth = false, m_told_footnote = false;
};
