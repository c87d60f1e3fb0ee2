// Nodes as WordprocessingML: one loop over enter and leave. Word knows paragraphs one after the other, where a document
// has blocks in blocks, and runs of text with all their properties, where a document has inlines in inlines; so what
// is open above a node is kept here as state. The loop keeps a stack of walks: captions of figures stand behind them.
#pragma once
#include <deckle/plugin.hpp>

#include <optional>
#include <vector>

#include "fragment.hpp"
#include "parts.hpp"
#include "section.hpp"
#include "tables/table_layout.hpp"

// What paragraphs have from the blocks that they stand in.
struct Surroundings {
  std::int32_t indent = 0;        // of what is around, in twentieths of a point; that of the style comes on top
  std::int32_t style_indent = 0;  // of the style itself
  std::int32_t room = 0;          // for text and what is around it
  int list_depth = 0;             // lists around them
  std::string_view style = {};    // identifier
  const Frame* frame = nullptr;
  std::int32_t frame_begin = 0;  // where the text of the frame begins
  std::string_view align = {};
  std::string_view language = {};
  bool right_to_left = false, bold = false, keep_next = false;
};

// A table while it is written.
struct OpenTable {
  struct Below {
    std::uint32_t columns = 0, rows = 0;  // of a cell, and how many rows it still reaches over
  };
  TableLayout layout;
  std::vector<std::int32_t> widths = {};  // of its columns, in twentieths of a point
  std::vector<Below> below = {};          // by the column where the cell begins
  std::uint32_t column = 0;               // the next one of the row
  bool is_flat = false;                   // too deep in others: its cells are shown one after the other
  bool has_row_heads = false;
  bool is_tight = false;    // its text is small
  bool has_widths = false;  // that an author wished
};

// What stands before the text of a caption.
struct CaptionNumber {
  std::string_view label, number;  // number: empty for one that is counted
  std::int64_t counted = 0;
};

// One flow of text while it is written.
struct Flow {
  Story& story;
  std::vector<Surroundings> around = {Surroundings()};
  std::vector<RunFormat> formats = {RunFormat()};  // of the inlines that are open
  std::vector<std::uint32_t> end_tags = {};        // of raw HTML, by their nodes: each ends a format
  std::vector<std::uint32_t> wrappers = {};        // nodes whose <w:hyperlink>, <w:ins> or <w:del> is open
  std::optional<RunFormat> run = {};               // of the run that is open
  bool in_text = false;                            // its <w:t> is open
  bool in_paragraph = false;
  std::optional<Number> number = {};          // of an item that has no paragraph yet
  std::optional<bool> task = {};              // likewise: whether it is done
  std::optional<CaptionNumber> caption = {};  // of one that has no paragraph yet
  std::vector<deckle::Node> anchors = {};     // whose bookmarks the next paragraph gets
  std::vector<std::int64_t> lists = {};       // the numbers of those that are open
  std::vector<std::int64_t> headings = {};    // the bookmarks of those that are open; -1: none
  bool reference_is_field = false;            // of the reference that is open
  std::string_view mark = {};                 // of the note or comment that has no paragraph yet
  std::vector<OpenTable> tables = {};
  bool after_table = false;      // nothing stands between a table, or contents, and what comes
  bool needs_paragraph = false;  // what is open must end with one
  bool in_source_code = false;   // in lines of highlighted code
  bool after_code = false;       // nothing stands between a block of code and what comes
};

// The text of a node for people, without its notes and comments.
std::string readable_text(const deckle::Node& node);

// Whether `custom-style` of a block is the style of its paragraphs.
bool takes_paragraph_style(const deckle::Node& node);

// The language of a block of code, or of highlighted lines; empty when it says none that a style can be named after.
std::string_view code_language(const deckle::Node& node);

// What kind of admonition a block is; empty when it is none.
std::string_view admonition_kind(const deckle::Node& node);

class BodyWriter {
 public:
  BodyWriter(const deckle::Document& document, const DocxExporter::Options& options, Parts& parts, deckle::Call& call);

  // Headers and footers, the title, the contents if they are wanted, and the body: what stands in <w:body>.
  void write();

 private:
  void begin_walk(const deckle::Node& node) { m_walks.push_back({node.walk().begin(), node.index()}); }
  void walk(const deckle::Node& node);
  void walk_inlines(const deckle::Node& node);
  bool enter(const deckle::Node& node);  // whether to go into it
  void leave(const deckle::Node& node);
  bool enter_block(const deckle::Node& node);
  void leave_block(const deckle::Node& node);
  bool enter_part(const deckle::Node& node);
  void leave_part(const deckle::Node& node);
  bool enter_inline(const deckle::Node& node);
  void leave_inline(const deckle::Node& node);
  bool enter_unknown(const deckle::Node& node);
  void leave_unknown(const deckle::Node& node);

  // Paragraphs and what stands around them.
  Surroundings& surround(const deckle::Node& node);
  Surroundings& surround(const deckle::Node& node, Role role);
  Surroundings& surround_code(const deckle::Node& node);
  bool is_of_frame(std::string_view id) const;
  void set_frame(ParagraphFormat& format) const;
  void end_surrounding() { m_flow->around.pop_back(); }
  bool has_little_space_before(std::string_view id) const;
  ParagraphFormat paragraph_format(std::string_view style);
  void begin_paragraph(std::string_view style = {});
  void begin_paragraph(const ParagraphFormat& format, std::string_view section = {});
  void end_paragraph();
  void empty_paragraph(std::string_view style = {});
  void flush_number();
  void anchor(const deckle::Node& node);
  void flush_anchors();
  std::int64_t begin_bookmark(std::string_view name);

  // Blocks.
  bool holds_item_number(const deckle::Node& node) const;
  bool paragraph(const deckle::Node& node);
  void heading(const deckle::Node& node);
  void end_heading();
  void code_block(const deckle::Node& node);
  void part_from_code();
  void raw_block(const deckle::Node& node);
  void begin_list(const deckle::Node& node);
  void item(const deckle::Node& node);
  void begin_caption(const deckle::Node& owner);
  void caption_number();
  void end_figure(const deckle::Node& node);
  void admonition(const deckle::Node& node);  // admonitions.cpp
  void division(const deckle::Node& node);
  std::string_view admonition_title(const deckle::Node& admonition);
  void page_break();
  void section_break(const deckle::Node& node);
  void margins();
  void margin(const deckle::Node& node);
  Story& begin_margin(bool is_header, std::initializer_list<std::string_view> pages);
  void default_footer();
  void lent_margins();
  bool is_margin(const deckle::Node& node) const;
  void title_block();
  void title_lines(std::string_view name, Role role);
  void title_line(const deckle::Node& value, Role role);
  void contents(const deckle::Node& node);
  void contents(std::int64_t depth, std::string_view title);
  void contents_entry(const deckle::Node& heading);

  // Tables.
  bool is_in_table(const deckle::Node& part) const;
  void table(const deckle::Node& node);
  void begin_table(const deckle::Node& node);
  void end_table();
  bool enter_table_part(const deckle::Node& node);
  void leave_table_part(const deckle::Node& node);
  bool row(const deckle::Node& node);
  void end_row();
  bool is_head_by_style(const deckle::Node& cell, std::uint32_t column) const;
  void cell(const deckle::Node& node);
  void end_cell();
  void begin_cell(std::uint32_t columns, std::string_view merge);
  void empty_cell(std::uint32_t columns, std::string_view merge);
  void merged_cells(std::uint32_t column);

  // Runs.
  RunFormat& format() { return m_flow->formats.back(); }
  RunFormat& begin_format(const deckle::Node& node);
  void end_format() { m_flow->formats.pop_back(); }
  void begin_run(const RunFormat& format);
  void end_run();
  void end_text();
  void wrap(const RunFormat& format);
  void unwrap(std::size_t left);
  void open_wrapper(std::uint32_t index);
  void text(std::string_view characters);
  void lines(std::string_view characters);
  void line_break(std::string_view type = {});
  void begin_field(std::string_view instruction, bool is_stale = false);
  void field_mark(std::string_view type, bool is_stale = false);

  // Inlines.
  void code(const deckle::Node& node);
  void math(const deckle::Node& node);
  void raw_inline(const deckle::Node& node);
  bool html_tag(const deckle::Node& node);  // html_tags.cpp
  bool set_format(RunFormat& made, std::string_view element);
  bool span(const deckle::Node& node);
  bool formula(const deckle::Node& span);
  void markup(const Fragment& fragment);
  void link(const deckle::Node& node);
  std::string address_of(const deckle::Node& node);
  void reference(const deckle::Node& node);
  void end_reference();
  void image(const deckle::Node& node);
  bool note(const deckle::Node& node);
  bool comment(const deckle::Node& node);
  void in_brackets(const deckle::Node& node);
  void note_mark();
  void write_flow(const deckle::Node& node, Flow& flow);
  void write_story(const deckle::Node& node, Flow& flow);
  void citation(const deckle::Node& node);
  bool cited(const deckle::Node& item);
  void cited_key(const deckle::Node& item);
  void checkbox();
  void index_entry(const deckle::Node& node);
  void ruby(const deckle::Node& node);
  void ruby_pair(std::string_view base, std::string_view above);
  std::optional<double> side(const deckle::Node& image, std::string_view name, double whole);
  void drawing(const deckle::Node& node, const Media::Image& image, std::int64_t width, std::int64_t height);

  std::string_view custom_style(const deckle::Node& node, std::string_view type);
  bool has_style_of_class(const deckle::Node& node) const;
  void lost_attributes(const deckle::Node& node);
  void lost_classes(const deckle::Node& node);
  void loss(const deckle::Node& node, std::string_view what);
  void lost_raw(const deckle::Node& node);
  std::string_view code_style(const deckle::Node& node);
  std::string_view style(Role role) const { return m_parts.styles.id(role); }
  xml::Writer& xml() { return m_flow->story.xml; }

  struct Under {
    deckle::Walk::Iterator at;
    std::uint32_t first;  // the node that it began with
  };
  deckle::Document m_document;
  const DocxExporter::Options& m_options;
  Parts& m_parts;
  deckle::Call& m_call;
  Flow m_body;
  Section m_section;
  Flow* m_flow = &m_body;
  std::vector<Under> m_walks;
  std::vector<std::uint32_t> m_margin_nodes;  // those that became parts
  std::vector<bool> m_spelled_citations;      // of the citations under way: whether their keys are the text
};
