// A tree of elements as a document, in one walk over it that keeps a stack of its own.
//
// Blocks open when their element begins. Inlines wait: white space, line breaks and elements such as <b> are written
// when something follows that can be seen. So white space collapses as CSS wants it (CSS Text 3, 4.1), stands outside
// of what it begins or ends, and an inline element that has blocks inside is repeated in each of them
// (CSS 2.1, 9.2.1.1).
#pragma once
#include <deckle/plugin.hpp>
#include <deckle/unique_names.hpp>

#include <memory>
#include <string>
#include <unordered_set>
#include <vector>

#include "elements.hpp"
#include "notes.hpp"
#include "page_tree.hpp"
#include "placed_builder.hpp"
#include "problems.hpp"
#include "source.hpp"
#include "table_steps.hpp"

namespace html {

struct Wishes {
  bool divisions, spans;  // whether <div>, <span> and their like are kept
  bool identifiers;       // whether headings get some
  bool hidden;            // whether what the page does not show is read
};

// What makes paragraphs of the loose text in a container: other lines alone; blocks but for lists as well; all blocks.
enum class Beside : unsigned char { lines, blocks_in_list, blocks };

class PageReader {
 public:
  PageReader(const Source& source, const Wishes& wishes, deckle::Builder& out, Problems& problems);
  // Before all else: finds notes, and takes the address that others are relative to, if it is not empty.
  void begin(const GumboNode& root, std::string base);
  // What stands in an element as a value of metadata, inlines or blocks; without the child `without`.
  void write_value(const GumboNode& node, deckle::Kind kind, std::string_view key, const GumboNode* without = nullptr);
  // The body of the page, from <html>, without one element that is read already, or null.
  void read(const GumboNode& root, const GumboNode* title_block);

 private:
  using Children = std::vector<const GumboNode*>;
  // An element under way, and what is to be done behind it.
  struct Frame {
    const GumboNode* node;
    Role role;
    unsigned next = 0;                     // child
    std::unique_ptr<Children> children{};  // in another order than the element has them
    std::unique_ptr<std::vector<TableStep>> steps{};
    bool is_block = false, has_flow = false, has_wrapper = false, is_code = false;
    bool is_note = false;
    bool is_part = false;                        // what follows in its list goes on with its last line
    bool part_is_open = false;                   // of a list, a definition list or ruby: these have parts only
    deckle::Kind part = deckle::Kind::document;  // the last one, or none
    std::uint32_t levels = 0;                    // to close
    const GumboNode* code_outside = nullptr;
  };
  // A place for lines: of blocks, or one line of inlines.
  struct Flow {
    deckle::Kind line = deckle::Kind::plain;
    const GumboNode* line_element = nullptr;  // whose attributes a line has
    bool is_one_line = false;                 // it is open from the beginning to the end
    bool is_verse = false;                    // line breaks end lines
    std::size_t first_wrapper = 0;            // those before are outside, as of a note
    bool is_open = false, has_content = false;
    std::size_t open_wrappers = 0;
    enum class White : unsigned char { none, space, newline } white = White::none;
    Range white_range{};
    std::vector<Range> breaks{};
  };
  // An inline element that is open.
  struct Wrapper {
    const GumboNode* element;
    deckle::Kind kind;
    std::string_view name;  // a class, for spans that are named after their element
    bool is_written = false, is_open = false;
  };

  // page_reader.cpp: the walk.
  void run();
  void step();
  void visit(const GumboNode& node);
  void visit_element(const GumboNode& node);
  void leave();
  Frame& push(const GumboNode& node, Role role);
  Frame& push_block(const GumboNode& node, deckle::Kind line);
  Frame& push_line(const GumboNode& node, bool is_within_line = false);
  void push_neutral(const GumboNode& node, bool is_block);
  bool has_room(const GumboNode& node, std::uint32_t levels);

  // lines.cpp: text, white space, what inlines stand in.
  void text(const GumboNode& node);
  void add_text(std::string_view text, Range where);
  void add_white(bool is_newline, Range where);
  void add_break(Range where);
  void begin_content(std::size_t at);
  void begin_place(std::size_t at);
  void write_white();
  void write_space(Range where);
  void open_line(std::size_t at);
  void end_line();
  void flush();
  void open_wrapper(Wrapper& wrapper);
  void push_wrapper(const GumboNode& node, deckle::Kind kind, std::string_view name = {});
  void pop_wrapper();
  bool is_anchor(const GumboNode& node) const;
  void anchor(const GumboNode& node);
  void close_wrappers();
  void begin_flow(Flow flow, bool is_within_line = false);
  void end_flow();
  Flow& flow() { return m_flows.back(); }
  Range line_range(std::size_t at) const;

  // blocks.cpp
  void block(const GumboNode& node, const Element& element);
  Frame* open_block(const GumboNode& node, deckle::Kind kind, deckle::Kind line);
  void division(const GumboNode& node, deckle::Kind kind);
  bool special_division(const GumboNode& node);
  void named_block(const GumboNode& node, deckle::Kind kind, std::string_view name);
  void leaf_block(const GumboNode& node, deckle::Kind kind, std::string_view names);
  void rule(const GumboNode& node);
  void heading(const GumboNode& node);
  void headed_block(const GumboNode& node, const Element& element);
  void line_of_block(const GumboNode& node, deckle::Kind kind);
  void line_block(const GumboNode& node);
  deckle::Kind line_of(const GumboNode& container, Beside beside);

  // admonitions.cpp
  bool admonition(const GumboNode& node);
  void named_admonition(const GumboNode& node, std::string_view name, std::string_view prefix);
  void admonition_in_table(const GumboNode& node, std::string_view kind, const GumboNode& content);

  // code.cpp
  void preformatted(const GumboNode& node);
  void code_block(const GumboNode& node);

  // lists.cpp: elements that have parts only.
  void list(const GumboNode& node);
  void definitions(const GumboNode& node);
  void ruby(const GumboNode& node);
  void visit_in_parts(const GumboNode& node);
  void visit_in_ruby(const GumboNode& node);
  void open_part(deckle::Kind kind, const GumboNode* element, const GumboNode& content);
  void close_part();
  Range part_range(Role role, const GumboNode& content) const;
  void item_attributes(const GumboNode& item);

  // tables.cpp
  void table(const GumboNode& node);
  void table_step(const TableStep& step, const GumboNode& table);
  void table_attributes(const GumboNode& node, const TableStep& step);

  // inlines.cpp
  void inline_element(const GumboNode& node, const Element& element);
  void wrapper(const GumboNode& node, deckle::Kind kind);
  void link(const GumboNode& node);
  void quoted(const GumboNode& node);
  void image(const GumboNode& node);  // images.cpp
  void media(const GumboNode& node);
  void control(const GumboNode& node);
  void foreign(const GumboNode& node);
  bool formula(const GumboNode& node);
  void math(const GumboNode& node, std::string_view tex, bool is_display);
  bool may_note(const GumboNode& content);
  void note(const GumboNode& site, const GumboNode& content);
  std::string address(std::string_view written) const;

  // attributes.cpp
  void attributes(const GumboNode& node, std::string_view consumed, std::string_view classes = {},
                  std::string_view dropped = {});
  void claim_identifiers(const GumboNode& root);
  void heading_identifier(const GumboNode& heading);
  void identifier(const GumboNode& node, std::string_view id);
  void custom_attribute(const GumboNode& node, std::string_view name, std::string_view value);

  const Source& m_source;
  const Wishes& m_wishes;
  PlacedBuilder m_out;
  Problems& m_problems;
  Notes m_notes;
  std::string m_base;  // of addresses
  std::vector<Frame> m_frames;
  std::vector<Flow> m_flows;
  std::vector<Wrapper> m_wrappers;
  std::string m_run;  // of text that is not written yet
  Range m_run_range;
  const GumboNode* m_run_code = nullptr;     // the element that it is code of
  const GumboNode* m_code = nullptr;         // the same of the text to come
  const GumboNode* m_passed = nullptr;       // what was read already: the box of a task
  const GumboNode* m_title_block = nullptr;  // likewise
  std::vector<const GumboNode*> m_notes_under_way;
  std::size_t m_repeats_left;  // of wrappers, in blocks inside of them, and of notes
  std::unordered_set<const GumboNode*> m_notes_written;
  std::unordered_set<std::string_view> m_linked;  // identifiers that links of the page lead to
  deckle::UniqueNames m_ids, m_taken;             // those that were given; those that headings may not get
};

}  // namespace html
