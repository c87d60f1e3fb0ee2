// Nodes as markup: one loop over enter and leave. Notes are collected and written where `reference-location` wants
// them, captions of figures wait until the figure ends; so the loop keeps a stack of walks.
#pragma once
#include <deckle/plugin.hpp>

#include <vector>

#include "../exporter.hpp"
#include "addresses.hpp"
#include "markup.hpp"
#include "shared_state.hpp"
#include "tables/table_layout.hpp"

// What an element has beside the author's attributes.
struct Extra {
  std::string_view classes = {};
  std::string_view own = {};  // names of attributes, between spaces, that are written elsewhere
  std::string_view style = {};
  bool first_class_is_tag = false;
};

class BodyWriter {
 public:
  BodyWriter(const HtmlExporter::Options& options, SharedState& shared, Markup& out, deckle::Call& call)
      : m_options(options), m_shared(shared), m_out(out), m_call(call) {}

  // The subtree of a node; of a body or a metadata value: what is inside.
  void write(const deckle::Node& node);
  // The section of the notes that were met and not written so far.
  void write_notes();
  // A list of the headings of a document, with links.
  void write_contents(const deckle::Document& document, int depth);

 private:
  struct Under {
    deckle::Walk::Iterator at;
    std::string_view after;                   // closes what the walk is part of
    std::uint32_t first;                      // the node that it began with
    std::optional<deckle::Node> figure = {};  // whose caption it is
  };
  void begin_walk(const deckle::Node& node) { m_walks.push_back({node.walk().begin(), {}, node.index()}); }
  void run();
  bool go_on();
  void end_walk();
  bool enter(const deckle::Node& node);  // whether to go into it
  void leave(const deckle::Node& node);
  bool enter_unknown(const deckle::Node& node);
  void leave_unknown(const deckle::Node& node);
  bool enter_block(const deckle::Node& node);
  bool enter_part(const deckle::Node& node);
  bool enter_table_part(const deckle::Node& node);
  bool enter_inline(const deckle::Node& node);
  void leave_block(const deckle::Node& node);
  void leave_part(const deckle::Node& node);
  void leave_table_part(const deckle::Node& node);
  void leave_inline(const deckle::Node& node);

  // A start tag without its last character, and whole ones.
  void begin_block(std::string_view tag, const deckle::Node& node, const Extra& extra = {});
  void begin_inline(std::string_view tag, const deckle::Node& node, const Extra& extra = {});
  void open_block(std::string_view tag, const deckle::Node& node, std::string_view classes = {});
  void open_inline(std::string_view tag, const deckle::Node& node, std::string_view classes = {});
  void attributes(std::string_view tag, const deckle::Node& node, const Extra& extra = {});
  void identifier(const deckle::Node& node);
  void custom_attributes(std::string_view tag, const deckle::Node& node, const Extra& extra);
  static bool has_own_attributes(const deckle::Node& node);
  void no_place_for_attributes(const deckle::Node& node);

  void heading(const deckle::Node& node);
  void end_heading(const deckle::Node& node);
  void begin_section(const deckle::Node& heading);
  void end_sections(int level);
  void end_of_block(const deckle::Node& node);
  void end_of_text(const deckle::Node& paragraph);

  void code_block(const deckle::Node& node);
  void code(const deckle::Node& node);
  void raw(const deckle::Node& node, bool block);
  void ordered_list(const deckle::Node& node);
  void item(const deckle::Node& node);
  void line_block(const deckle::Node& node);
  void end_line_block();
  void end_figure(const deckle::Node& node);
  void section_break(const deckle::Node& node);
  bool is_in_table(const deckle::Node& part) const;
  void table(const deckle::Node& node);
  void end_table(const deckle::Node& node);
  bool row(const deckle::Node& node);
  void end_row();
  void end_cell();
  void columns(const deckle::Node& column);
  void cell(const deckle::Node& node);
  void contents(const deckle::Node& node);
  void write_entry(const deckle::Node& heading);
  void text(const deckle::Node& node);
  void math(const deckle::Node& node);
  void link(const deckle::Node& node);
  bool begin_link(const deckle::Node& node);
  void end_link(const deckle::Node& node);
  std::optional<std::string_view> address(const deckle::Node& node, Follows follows);
  void image(const deckle::Node& node);
  void alternative(const deckle::Node& image);
  bool note(const deckle::Node& node);
  void write_note(const SharedState::Note& note);
  void citation(const deckle::Node& node);
  bool begin_cited(const deckle::Node& item);
  void end_citation();
  void cited_key(const deckle::Node& item);
  void reference(const deckle::Node& node);
  void change(std::string_view tag, const deckle::Node& node);
  void media(const deckle::Node& node);
  void end_media(const deckle::Node& node);
  void loss(const deckle::Node& node, std::string_view what);
  void unsafe(const deckle::Node& node, std::string_view what);

  const HtmlExporter::Options& m_options;
  SharedState& m_shared;
  Markup& m_out;
  deckle::Call& m_call;
  std::vector<Under> m_walks;
  std::uint32_t m_steps = 0;
  std::vector<TableLayout> m_tables;
  std::uint32_t m_head_cells = 0, m_table_captions = 0;  // how many of them are open
  std::vector<int> m_sections;                           // levels of those under way
  std::uint32_t m_section_heading = DK_NONE;             // its identifier is the section's
  std::uint32_t m_link = DK_NONE;                        // the node whose <a> is open
  std::string m_behind_link;                             // marks of notes, which are links themselves
  std::vector<bool> m_spelled_citations;                 // of the citations under way: whether their keys are the text
  bool m_in_source_code = false;
  std::uint32_t m_note = DK_NONE;  // the note that is being written, and the link back to its mark until it is written
  std::string m_back_link;
};
