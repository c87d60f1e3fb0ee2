// The block phase: line by line, which containers does a line stand in, and what does it begin or carry on?
//
// The open containers are a stack, and below them at most one leaf is open. A line is first matched with the containers
// (match_containers), then with the leaf (continue_leaf), then it may begin blocks (start_block); what is left is text
// of a paragraph. Blocks end when a line does not match them, lazily in paragraphs. Each line costs what it has of
// bytes, however deep it stands: blank lines find the next quotation without looking at the lists between.
#pragma once
#include <deque>

#include "block_syntax.hpp"
#include "content.hpp"
#include "definitions.hpp"
#include "extensions.hpp"
#include "grid_layout.hpp"
#include "line.hpp"
#include "list_markers.hpp"
#include "problems.hpp"

struct dk_yaml;

namespace markdown {

// YAML that is a map, and its text without what containers put before its lines.
struct MetadataBlock {
  Content content;
  const dk_yaml* root = nullptr;
};

struct TitleBlock {
  Range title, date;
  std::vector<Range> authors;
};

// What labels of links stand for, in a document and in its metadata.
struct References {
  Labels<Target> targets;
  std::size_t expansion_left;  // bytes that references may still add
  bool has_nul = false;        // in what they lead to
};

struct BlockTree {
  explicit BlockTree(References& labels) : references(labels) {}

  std::vector<Block> blocks;
  std::vector<Slice> lines;
  std::vector<Column> columns;
  std::deque<MetadataBlock> metadata;
  std::optional<TitleBlock> title;
  References& references;
  Labels<Footnote> footnotes;
};

class BlockParser {
 public:
  // `source` must outlive the tree.
  BlockParser(std::string_view source, Extensions extensions, BlockTree& tree, Problems& problems);
  void parse();

 private:
  struct Container {
    std::uint32_t block;
    BlockKind kind;
    std::uint32_t indent;  // item, description, footnote: columns that belong to it; element: if they are there
  };
  enum class Leaf : std::uint8_t { none, paragraph, table, line_block, fenced_code, indented_code, html };
  enum class Start : std::uint8_t { nothing, container, leaf };

  // A grid table whose cells are being read: its lines take the place of the source's.
  struct OpenGrid {
    Grid grid;
    std::size_t cell;         // the one under way
    std::size_t level;        // containers around the blocks of its cells
    std::size_t quotes;       // quotations among them
    std::size_t marks;        // how many of m_marked they are
    std::uint32_t next, end;  // lines around it that are left to read
  };
  // A block and the container that it stands in.
  struct Place {
    std::uint32_t block, container;
    bool operator==(const Place&) const = default;
  };

  // block_parser.cpp: lines and the stack.
  std::uint32_t line_end(std::uint32_t at);
  Line line_at(std::uint32_t& at);
  bool look_ahead(std::uint32_t& at, Line& line);
  void read_line();
  void start_blocks();
  void read_blank_line(bool continued);
  Start read_text();
  std::size_t match_containers();
  std::size_t match_blank(std::size_t from, std::size_t quotes);
  bool is_empty_item(std::size_t container) const;
  void take_quote_mark(Block& quote);
  Block& add_block(BlockKind kind, std::uint32_t begin);
  void open_container(BlockKind kind, std::uint32_t begin, std::uint32_t indent);
  void mark_loose();
  void no_blank_line();
  std::uint32_t container() const;
  void close_unmatched();
  void close_container();
  void end_parent(std::uint32_t end);
  bool too_deep(std::size_t levels = 2);

  // leaves.cpp: what goes on over lines.
  bool continue_leaf();
  bool continue_fence();
  bool continue_indented_code();
  bool continue_html();
  bool add_html_line();
  void start_leaf(Leaf leaf, BlockKind kind, std::uint32_t begin);
  void add_line();
  void add_paragraph_line();
  void close_leaf();
  void close_html();
  void close_paragraph(Block& block);
  bool take_definitions(Block& block);
  void find_alert(Block& block);
  void trim_blank_lines(Block& block);

  // block_starts.cpp: what a line may begin.
  Start start_block();
  Start start_quote();
  Start start_heading();
  void tell_missing_space();
  std::uint32_t heading_attributes(std::string_view line) const;
  Start start_underlined();
  Start start_thematic_break();
  Start start_fence();
  Start start_html();
  Start start_indented_code();
  std::optional<ListMarker> find_list_marker() const;
  bool may_interrupt(const ListMarker& marker, bool empty) const;
  bool goes_on(const Block& list, const ListMarker& marker) const;
  Start start_item();
  Start start_footnote();
  Start start_task();

  // html_elements.cpp
  const Container* element_around() const;
  bool is_element(const Block& block) const;
  std::string_view element_name(const Block& block) const;
  bool is_block_tag(std::string_view tag, bool begins_block) const;
  Start start_element();
  void indent_element();
  void close_sibling(std::string_view name);
  Start close_element(std::string_view tag);
  Start add_tag(std::uint32_t length);
  void take_tag(std::uint32_t length);
  void end_element(Block& block);
  std::uint32_t find_block_in(std::string_view text);
  std::uint32_t formula_length(std::string_view text, std::uint32_t at);
  std::uint32_t behind_end_of_formula(std::string_view text);
  Start cut_paragraph();

  // tex_blocks.cpp
  bool take_environment(std::uint32_t& next, Line& line, std::vector<Slice>& lines);
  bool has_environment(std::uint32_t begin);
  bool take_command(Line& line, std::vector<Slice>& lines) const;
  Start start_tex();

  // divisions.cpp.
  Start start_division();
  bool close_division();

  // metadata_blocks.cpp.
  Start start_metadata();
  bool add_metadata(std::span<const Slice> lines, std::uint32_t next, std::uint32_t end);
  void read_title();
  Range title_part();
  void add_authors(Range all);
  Range without_blanks(Range range) const;

  // line_blocks.cpp.
  Start start_line_block();
  bool continue_line_block();
  void add_line_of_block();
  bool table_instead();

  // definition_lists.cpp.
  Start start_description();
  bool open_term();

  // tables.cpp: what all tables have.
  std::uint32_t add_table(std::uint32_t begin, std::uint32_t first_column);
  void note_table(std::uint32_t table);
  void start_table_leaf(std::uint32_t begin, std::uint32_t first_column);
  Slice take_back_line();
  void open_table_group(BlockKind kind, std::uint32_t begin);
  void close_table_group();
  std::size_t open_row(std::uint32_t begin);
  void add_cell(Range where);
  void close_row(std::size_t row, std::size_t cells, std::uint32_t end);
  void find_caption(Block& paragraph);
  void make_caption(Block& caption, Block& table);

  // pipe_tables.cpp
  Start start_pipe_table();
  bool continue_pipe_table();
  bool read_table_line();
  void add_body_row();
  void add_pipe_row(Range line);
  void close_pipe_table();

  // dashed_tables.cpp: simple and multiline ones.
  Start start_dashed_table();
  Start start_below_head();
  Start start_above_rows();
  bool has_row(std::uint32_t at);
  bool find_dashes(std::uint32_t& at, bool over_blank_lines, TableLine& dashes);
  void add_dashed_table(std::size_t head, std::size_t rows, std::uint32_t end, bool multiline);
  void add_dashed_columns(std::span<const TableLine> aligned_by, bool multiline);
  void add_dashed_row(std::span<const TableLine> lines);

  // grid_tables.cpp
  Start start_grid_table();
  void next_cell();
  void open_part(BlockKind kind, Range where);
  void open_cell();
  void close_grid();
  bool is_compact(std::uint32_t cell) const;

  bool in_paragraph() const { return m_leaf == Leaf::paragraph && m_level == m_open.size(); }
  Block& leaf() { return m_tree.blocks[m_leaf_block]; }

  std::string_view m_source;
  Extensions m_extensions;
  BlockTree& m_tree;
  Problems& m_problems;
  std::size_t m_most_containers;
  bool m_has_returns;                                    // there are \r
  bool m_reads_elements;                                 // of HTML
  bool m_cuts_paragraphs;                                // there may be blocks within their lines
  std::uint32_t m_newline_from = 1, m_next_newline = 0;  // there is no \n between the two

  std::uint32_t m_next = 0, m_end;  // lines: bytes of the source, or lines of the grid table that is read
  Line m_line;
  std::vector<Container> m_open;
  std::vector<std::size_t> m_marked;  // where in m_open those are that lines have a mark or an indentation for
  std::vector<std::size_t> m_quotes;  // and where the quotations
  std::size_t m_level = 0;            // how many containers this line is inside of
  // In the containers from here on the last line was blank.
  std::size_t m_blank_from = not_blank;
  static constexpr std::size_t not_blank = static_cast<std::size_t>(-1);
  std::uint32_t m_blank_lines = 0;  // right before this one

  Leaf m_leaf = Leaf::none;
  std::uint32_t m_leaf_block = 0;
  std::size_t m_last_paragraph_level = 0;  // how many containers the last paragraph that ended stands in
  struct {
    std::uint32_t block = 0, end = 0;
    std::size_t level = static_cast<std::size_t>(-1);
  } m_last_definition_list;  // that ended, in so many containers
  Fence m_fence;
  int m_html_kind = 0;
  std::uint32_t m_padding_left;  // cells that may be added to short rows

  std::vector<OpenGrid> m_grids;
  std::uint32_t m_table_group = nowhere;               // the head or body that is open
  Range m_table_columns;                               // of the table that is open
  bool m_told_short = false;                           // a row of it that has too few cells
  std::uint32_t m_widest_line = 0;                     // of the pipe table that is open, in columns
  TableLine m_paragraph_line{};                        // the first one of the paragraph
  bool m_in_formula = false;                           // that begins in it and is not closed yet
  std::vector<Dashes> m_dashes;                        // of the dashed table that is read
  std::vector<TableLine> m_ahead;                      // its lines
  std::vector<std::pair<std::size_t, Slice>> m_parts;  // of a row's lines, by column
  Place m_last_table{nowhere, nowhere};                // it has no caption yet
  struct {
    std::uint32_t container = nowhere, begin = 0, end = 0;
  } m_no_dashes;                           // lines of a container among which there are none
  Place m_last_caption{nowhere, nowhere};  // a paragraph that is one, if a table follows
  std::uint64_t m_looking_left;            // bytes that may be looked at in vain
  Content m_content;                       // scratch
};

}  // namespace markdown
