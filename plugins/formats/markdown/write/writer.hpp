// Nodes as Markdown: one loop over enter and leave. Each construct is in one place: blocks.cpp, gaps.cpp, lists.cpp,
// tables.cpp with the forms of tables; inlines.cpp, verbatim.cpp, emphasis.cpp, links.cpp, notes.cpp. What a dialect
// has is asked of its extensions.
#pragma once
#include "context.hpp"
#include "lines.hpp"

namespace markdown {

class Writer {
 public:
  explicit Writer(Context& context) : m_context(context) {}

  // The subtree of a node; of a body or a metadata value: what is inside.
  void write(const deckle::Node& node);
  // A whole document, of which lines leave as soon as nothing looks back at them.
  void write_document(const deckle::Document& document, deckle::Output& out);
  // The definitions of the notes and links that were met and have none yet.
  void write_definitions();
  Lines& lines() { return m_lines; }

 private:
  struct List {
    bool tight;
    std::int64_t number;
    char mark;               // - * + . )
    std::string_view style;  // of fancy lists; # for those that say nothing
    bool in_parentheses;
    bool has_plain;  // paragraphs that show that it is tight
    bool is_ordered() const { return mark == '.' || mark == ')'; }
    bool looks_like(const List& other) const {
      return mark == other.mark && style == other.style && in_parentheses == other.in_parentheses;
    }
  };
  struct LastList {
    std::uint32_t parent = 0, end = 0;
    deckle::Kind kind{};
    List list{};
  };
  // A block or part between two lines, such as tags of HTML or the fences of a division; how it ends.
  struct OpenBlock {
    std::uint32_t node;
    std::string end;
    bool is_fence;
  };
  // An inline between two marks: how it ends, and what that means for what is inside.
  struct Open {
    std::uint32_t node;
    std::size_t begin;
    std::string end;
    bool is_link = false, is_bracket = false, is_solid = false;
    bool is_marks = false, is_strict = false, ends_along = false, runs_on = false;  // see emphasis.cpp
  };
  // What stands next to a mark, for the rules about marks that open and close.
  enum class Edge { line_end, space, punctuation, word };

  void hand_over(const deckle::Node& node);
  bool enter(const deckle::Node& node);  // whether to go into it
  void leave(const deckle::Node& node);
  bool enter_block(const deckle::Node& node);
  void leave_block(const deckle::Node& node);
  bool is_stray(const deckle::Node& node) const;
  bool enter_part(const deckle::Node& node);
  void leave_part(const deckle::Node& node);
  bool enter_inline(const deckle::Node& node);
  void leave_inline(const deckle::Node& node);

  // blocks.cpp
  void begin_block(const deckle::Node& node);
  void heading(const deckle::Node& node);
  void end_heading(const deckle::Node& node);
  void code_block(const deckle::Node& node);
  void fenced(std::string_view info, std::string_view text);
  bool is_read_apart(const deckle::Node& raw) const;
  void raw_block(const deckle::Node& node);
  void thematic_break(const deckle::Node& node);
  void admonition(const deckle::Node& node);
  bool figure(const deckle::Node& node);
  void figure_caption(const deckle::Node& node);
  void division(const deckle::Node& node, std::string_view extra_class);
  void block_element(const deckle::Node& node, std::string_view tag, std::string_view attributes = {});
  void title(const deckle::Node& node);
  void end_title(const deckle::Node& node);
  void own_line(std::string_view line);
  void open_block(const deckle::Node& node, std::string_view begin, std::string_view end);
  bool is_open_block(const deckle::Node& node) const {
    return !m_blocks.empty() && m_blocks.back().node == node.index();
  }
  bool end_block(const deckle::Node& node);

  // gaps.cpp
  bool ends_text(const deckle::Node& node) const;
  void loses_its_tag(const deckle::Node& plain) const;
  bool is_right_behind(const deckle::Node& node, const deckle::Node& before) const;

  // lists.cpp
  void list(const deckle::Node& node);
  void number_style(const deckle::Node& node, List& list);
  std::string marker(List& list) const;
  void item(const deckle::Node& node);
  void end_list(const deckle::Node& node);
  void definition_list(const deckle::Node& node);
  void term(const deckle::Node& node);
  void end_term(const deckle::Node& node);
  void description(const deckle::Node& node);
  void end_description(const deckle::Node& node);
  void line(const deckle::Node& node);
  void end_line(const deckle::Node& node);

  // tables.cpp
  bool table(const deckle::Node& node);
  void caption_behind(const deckle::Node& table);
  void caption(const deckle::Node& node);
  void row();
  void cell(const deckle::Node& node);
  void end_cell(const deckle::Node& node);
  void end_row();

  // line_tables.cpp
  void line_table(const deckle::Node& node);

  // grid_tables.cpp
  bool grid_table(const deckle::Node& node);

  // inlines.cpp
  void check_attributes(const deckle::Node& node);
  Place place_of(const deckle::Node& node);
  static bool closes_behind(deckle::Node text);
  void text(const deckle::Node& node);
  void fill(std::string_view escaped);
  void fill_line();
  std::size_t line_width();
  bool ends_line(const deckle::Node& node) const;
  bool is_unseen_from(deckle::Node node) const;
  void line_break(const deckle::Node& node);
  void span(const deckle::Node& node);
  void classed(const deckle::Node& node, std::string_view name, std::string_view tag);
  void raised(const deckle::Node& node, char mark, std::string_view tag);
  void quotation(const deckle::Node& node);
  void anchor(const deckle::Node& node);
  void element(const deckle::Node& node, std::string_view tag);
  void open(const deckle::Node& node, std::string_view begin, std::string end);
  void bracket(const deckle::Node& node, std::string_view begin, std::string end);
  void close(const deckle::Node& node);

  // verbatim.cpp
  void code_span(const deckle::Node& node);
  void part_from_code();
  void math(const deckle::Node& node);
  bool is_read_apart_in_line(std::string_view tag) const;
  bool goes_on_with_command(const deckle::Node& command) const;
  void raw_inline(const deckle::Node& node);
  void raw_code(const deckle::Node& node);
  void write_inline_lines(std::string_view text);
  bool begins_html_block(const deckle::Node& tag) const;

  // emphasis.cpp
  bool emphasis(const deckle::Node& node, std::size_t length);
  int trouble_with(const deckle::Node& node, std::string_view marks) const;
  bool strikeout(const deckle::Node& node);
  void open_marks(const deckle::Node& node, std::string marks);
  void close_marks(const deckle::Node& node);
  bool is_within(std::string_view marks) const;
  bool ends_with_mark(char mark) const;
  static Edge edge_of(char32_t c);
  Edge edge_before() const;
  Edge edge_at(deckle::Node node) const;
  Edge edge_inside(const deckle::Node& node) const;
  Edge edge_behind(deckle::Node node) const;
  void code_last();
  void part_from_word();
  std::size_t code_before(std::size_t end);

  // links.cpp
  bool link(const deckle::Node& node);
  bool is_bare_address(const deckle::Node& link, std::string_view inside) const;
  bool has_class_of_address(const deckle::Node& link) const;
  std::string address(const deckle::Node& node) const;
  std::string braces(const deckle::Node& node) const;
  std::string reference(const deckle::Node& node, std::string_view text) const;

  // notes.cpp
  bool may_be_defined(const deckle::Node& paragraph) const;
  bool note(const deckle::Node& node);
  bool citation(const deckle::Node& node);
  bool cited_text(const deckle::Node& node);
  bool needs_braces(const deckle::Node& citation) const;
  std::string citation_item(const deckle::Node& item);
  std::string affix(const deckle::Node& item, deckle::Kind kind);
  // The inlines of a part, in one line, which may be a line of its own, or in lines as they have them.
  std::string inlines(const deckle::Node& node, bool in_brackets, bool at_line_start = false,
                      bool has_lines = false) const;

  bool has(Extension extension) const { return m_context.has(extension); }
  void loss(const deckle::Node& node, std::string_view what) const { m_context.loss(node, what); }

  Context& m_context;
  Lines m_lines;
  LoneMarks m_lone{m_context.extensions};
  std::vector<List> m_lists;
  LastList m_last_list;  // the one that was left last
  std::vector<OpenBlock> m_blocks;
  std::vector<Open> m_open;
  deckle::Output* m_out = nullptr;          // null: all lines stay here
  std::uint32_t m_root = 0;                 // of the walk under way
  std::size_t m_space = 0;                  // where the line may still be broken; 0: nowhere
  std::size_t m_code_end = 0;               // of the code that was written last
  std::size_t m_measured = 0, m_width = 0;  // up to where the line's width is known, and how much that is
  int m_html_tables = 0, m_links = 0, m_brackets = 0, m_solid = 0;  // how many of them are open
  bool m_setext = false, m_in_heading = false, m_one_line = false, m_first_line = true;
  bool m_code_next = false;  // the next character is to be written as a number
  std::string m_scratch;
};

}  // namespace markdown
