// What the block phase finds: blocks in reading order, and which bytes of the source belong to each.
#pragma once
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace markdown {

inline constexpr std::uint32_t nowhere = 0xFFFFFFFF;

// Bytes [begin, end) of the source, or of a leaf's content.
struct Range {
  std::uint32_t begin = 0, end = 0;
  std::uint32_t size() const { return end - begin; }
  std::string_view in(std::string_view text) const { return text.substr(begin, end - begin); }
};

// A leaf's part of one line, without the markers of the containers and without the line ending. `spaces` stand before
// it: they are what is left of a tab of which the containers took a part.
struct Slice {
  std::uint32_t begin, end, spaces;
};

enum class BlockKind : std::uint8_t {
  nothing,  // link reference definitions, metadata
  quote,
  alert,
  division,
  element,  // of HTML; its parts stand in what is around it
  line_block,
  list,
  definition_list,
  footnote,
  table,
  // Parts of the ones above.
  item,
  description,
  table_head,
  table_body,
  table_foot,
  row,
  block_cell,  // with blocks inside
  // Leaves.
  cell,
  term,
  caption,  // of the table that it is the first block of
  columns,  // of the table around it
  line,
  paragraph,
  heading,
  code,
  html,
  tex,
  broken_metadata,  // YAML that is none
  thematic_break
};

// Block::number of a paragraph that a block ended within its line, or right behind it
inline constexpr std::uint32_t ended_by_block = 1;

constexpr bool is_list(BlockKind kind) { return kind == BlockKind::list || kind == BlockKind::definition_list; }

// How an ordered list counts, in the order of the words that documents have for it.
enum class ListStyle : std::uint8_t { any, decimal, lower_alpha, upper_alpha, lower_roman, upper_roman };

enum class Task : std::uint8_t { none, open, done };

// Blocks lie in preorder: what is inside of block i are the blocks from i + 1 up to i's subtree_end.
struct Block {
  BlockKind kind = BlockKind::nothing;
  Task task = Task::none;            // item
  bool loose = false;                // list, description, block_cell: its paragraphs stand apart
  char marker = 0;                   // list: one of - + * . ), or ( for numbers within parentheses
  ListStyle style = ListStyle::any;  // ordered list
  std::uint32_t begin = 0;           // span in the source
  std::uint32_t end = 0;
  std::uint32_t subtree_end = 0;
  std::uint32_t first_line = 0;  // leaf: its slices
  std::uint32_t line_count = 0;
  // heading: level; list: first number; alert: index of its word; division, element: 1 when closed; paragraph:
  // ended_by_block, or 0
  std::uint32_t number = 0;
  // code: info string; heading, division, table: attributes; division, element of HTML: the tag; footnote: label;
  // columns: which of the tree's; block_cell: how many columns and rows it takes
  Range info;
};

enum class Align : std::uint8_t { none, left, right, center };
struct Column {
  Align align;
  Range where;
  double width;  // share of a line of text; 0: as its content needs it
};

}  // namespace markdown
