// Writes the blocks of a tree as nodes, in one pass over them. A note sends the walk to its definition and back; each
// such detour is a frame of a stack, and so are the containers that are open: nothing here recurses.
#pragma once
#include <memory>

#include "headings.hpp"
#include "inline_parser.hpp"
#include "inline_writer.hpp"

namespace markdown {

class DocumentWriter {
 public:
  DocumentWriter(std::string_view source, Extensions extensions, BlockTree& tree, Nodes& nodes);
  void write_blocks();
  // The inlines of one leaf alone.
  void write_inlines(std::uint32_t leaf);

 private:
  struct Container {
    std::uint32_t block;
    bool opened;  // false: too deep, its blocks are written flat
  };
  // The inlines of the leaf under way.
  struct Leaf {
    Leaf(Nodes& nodes, Extensions extensions, NoteNumbers& numbers) : writer(nodes, extensions, numbers) {}
    InlineText text;
    InlineWriter writer;
    std::uint32_t levels = 0;  // nodes to close behind it
    bool in_caption = false;   // of a figure, whose image is to follow
    NoteNumbers before;        // the caption
    bool busy = false;
  };
  // Blocks from `next` to `end`: the document's, or those of a footnote.
  struct Frame {
    std::uint32_t footnote, next, end;
    std::size_t containers;  // how many were open outside
    std::uint32_t first_node;
    Leaf* leaf;
  };

  void run();
  void step(Frame& frame);
  void push_frame(std::uint32_t footnote, std::uint32_t begin, std::uint32_t end);
  void pop_frame();
  void begin_inlines(Frame& frame, const Block& block, std::uint32_t levels);
  void write_leaf(Frame& frame);
  void write_note(const Token& reference, Leaf& leaf);
  bool may_note(std::uint32_t footnote) const;

  void write_block(Frame& frame);
  void open_container(std::uint32_t index);
  void close_container();
  void write_paragraph(Frame& frame, const Block& block);
  void write_heading(Frame& frame, const Block& block);
  void write_cell(Frame& frame, const Block& block);
  void write_term(Frame& frame, const Block& block);

  // figures.cpp.
  void begin_figure(Leaf& leaf, const Block& block);
  void begin_image(Leaf& leaf);

  void write_line(Frame& frame, const Block& block);
  void open_division(const Block& block);
  void open_element(const Block& block);
  void write_caption(Frame& frame, const Block& block);
  void write_columns(const Block& block);
  void open_list(const Block& block);
  void open_table(const Block& block);
  void open_cell(const Block& block);
  void write_code(const Block& block);
  void write_code_attributes(std::string_view info, std::uint32_t begin);
  void write_broken_metadata(const Block& block);
  void write_raw(const Block& block, std::string_view format);
  bool is_tight() const;
  void join_lines(const Block& block);

  std::string_view m_source;
  Extensions m_extensions;
  BlockTree& m_tree;
  Nodes& m_nodes;
  InlineParser m_inlines;
  HeadingNames m_headings;
  NoteNumbers m_numbers;
  std::vector<std::unique_ptr<Leaf>> m_leaves;  // one for each level of notes
  std::vector<Frame> m_frames;
  std::vector<Container> m_containers;
  std::uint32_t m_copies_left;  // nodes that notes may still add
  bool m_told_note = false;
  std::uint32_t m_heading_level = 0;  // of the last one
  std::string m_scratch;
};

}  // namespace markdown
