// Blocks of a story (ECMA-376-1, 17.2): paragraphs become headings, quotations, code, items of lists; tables.
#pragma once
#include <memory>

#include "inline_reader.hpp"
#include "paragraph_format.hpp"

namespace docx {

struct Grid;

class BlockReader {
 public:
  explicit BlockReader(Context& context) : m_context(context) {}
  // Writes metadata, and all of the main part's body.
  void read_document(Part& part, pugi::xml_node body);
  // Writes what stands in an element: a cell, a note.
  void read(Part& part, pugi::xml_node parent);
  // The words of a paragraph that is a heading; false when it is none.
  bool words_of_heading(Part& part, pugi::xml_node paragraph, std::string& words);

 private:
  struct OpenList {
    int num_id, level;
    int text_begin;            // of the item that is open, in twentieths of a point; 0: not known
    bool is_indented = false;  // into an item of a list of its level
  };
  // What blocks stand in because of their styles and how far they are indented: a description, an admonition.
  static constexpr std::size_t most_frames = 8;  // in one another
  struct Frame {
    Role role;            // definition, admonition
    int indent;           // of its paragraphs beyond that of their style, in twentieths of a point
    int text_begin;       // of these
    std::uint32_t nodes;  // open of it: a definition list, and a description; an admonition
    std::vector<OpenList> lists;
    int quotes, outer_quotes;  // these three: around it
  };
  // What goes on from one block to the next, within one element.
  struct Flow {
    Part& part;
    std::vector<Field>& fields;
    std::uint32_t depth;  // of the builder where it began
    std::vector<OpenList> lists{};
    int quotes = 0, outer_quotes = 0;  // open in the innermost list or without one; open around the lists
    int quote_indent = 0;              // of the style that the last quotation has, in twentieths of a point
    std::vector<Frame> frames{};       // that are open; lists and quotes are those in the innermost
    std::string code{};
    dk_span code_where{};
    bool has_code = false;
    std::string_view code_language{};
    bool is_plain = false;                     // its paragraph is no paragraph of its own
    pugi::xml_node caption{};                  // of the table that follows
    pugi::xml_node passed{};                   // a paragraph that is read already
    bool goes_on = false;                      // the paragraph before has no end
    std::vector<pugi::xml_node> text_boxes{};  // of the paragraph under way
    std::unique_ptr<InlineTree> tree = std::make_unique<InlineTree>();
  };

  void read_children(Flow& flow, pugi::xml_node parent, int depth);
  void read_child(Flow& flow, pugi::xml_node node, int depth);
  void read_paragraph(Flow& flow, pugi::xml_node node);
  void read_text(Flow& flow, const ParagraphFormat& format, pugi::xml_node node);
  void write_paragraph(Flow& flow, const ParagraphFormat& format, pugi::xml_node node);
  void write_heading(Flow& flow, const ParagraphFormat& format, pugi::xml_node node);
  void write_inlines(Flow& flow);
  void write_leaf(const Leaf& leaf);
  void write_note(const Leaf& leaf);
  void write_mark_change(const Leaf& leaf);
  void write_math(const Leaf& leaf);
  void write_image(const Leaf& leaf);  // images.cpp
  void write_text_boxes(Flow& flow);
  void write_style(const Style* style);
  void add_code(Flow& flow, const ParagraphFormat& format, dk_span where);
  void end_code(Flow& flow);
  void write_rule(Flow& flow, const ParagraphFormat& format, pugi::xml_node node);
  void end_flow(Flow& flow);

  // nesting.cpp
  void reach(Flow& flow, pugi::xml_node node);
  void set_quotes(Flow& flow, int wanted, dk_span where = {});
  int quotes_of(Flow& flow, const ParagraphFormat& format) const;
  static int frame_begin(const Flow& flow) { return flow.frames.empty() ? 0 : flow.frames.back().text_begin; }
  void begin_item(Flow& flow, const ParagraphFormat& format, dk_span where);
  std::size_t lists_around(const Flow& flow, const ParagraphFormat& format) const;
  std::size_t lists_around_heading(const Flow& flow, const ParagraphFormat& format) const;
  std::size_t lists_at(const Flow& flow, int indent) const;
  void end_lists(Flow& flow, std::size_t left);

  // frames.cpp
  void leave_frames(Flow& flow, const ParagraphFormat& format);
  void begin_frame(Flow& flow, const ParagraphFormat& format, dk_span where);
  bool is_within(const Frame& frame, const ParagraphFormat& format) const;
  static bool is_of_frame(const Flow& flow, const ParagraphFormat& format);
  static bool may_begin_frame(const Flow& flow) { return flow.frames.size() < most_frames; }
  void end_inside(Flow& flow);
  void end_frame(Flow& flow);
  void end_frames(Flow& flow);
  // definitions.cpp
  enum class Described : std::uint8_t { not_at_all, by_its_own, by_other };
  Described described_by(const ParagraphFormat& format, pugi::xml_node node) const;
  bool write_definition(Flow& flow, const ParagraphFormat& format, pugi::xml_node node);
  // admonitions.cpp
  bool write_admonition(Flow& flow, const ParagraphFormat& format, pugi::xml_node node);
  // figures.cpp
  bool read_figure(Flow& flow, const ParagraphFormat& format, pugi::xml_node node);
  bool is_of_table(const ParagraphFormat& format, pugi::xml_node caption) const;
  pugi::xml_node caption_behind(pugi::xml_node table) const;
  void write_caption(Flow& flow, pugi::xml_node node);

  // contents.cpp
  void read_contents(Flow& flow, pugi::xml_node node, int depth);
  // metadata.cpp
  struct Entry;
  void write_entry(Part& part, const Entry& entry, std::vector<pugi::xml_node>& text_boxes);
  void read_margins(Part& part, pugi::xml_node body, const char* name, deckle::Kind kind);
  // tables.cpp
  void read_table(Flow& flow, pugi::xml_node node);
  void write_rows(Part& part, pugi::xml_node table, const Grid& grid, deckle::Kind section, std::size_t begin,
                  std::size_t end);
  void read_cell(Part& part, pugi::xml_node cell);
  void read_flat(Flow& flow, pugi::xml_node node);

  Context& m_context;
  bool m_in_note = false;
};

// Whether a paragraph is a line across the page.
bool is_rule(pugi::xml_node paragraph, const ParagraphFormat& format);

// Whether a content control holds a table of contents.
bool is_contents(pugi::xml_node control);

}  // namespace docx
