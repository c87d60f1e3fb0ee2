// Nodes as markup: one loop over enter and leave. Notes are collected and written as a section at the end, captions of
// figures wait until the figure ends; so the loop keeps a stack of walks.
#pragma once
#include <deckle/plugin.hpp>

#include <vector>

#include "exporter.hpp"
#include "markup.hpp"
#include "table_layout.hpp"

class BodyWriter {
 public:
  BodyWriter(const HtmlExporter::Options& options, Markup& out, deckle::Call& call)
      : m_options(options), m_out(out), m_call(call) {}

  // The subtree of a node; of a body or a metadata value: what is inside.
  void write(const deckle::Node& node);
  // The section of the notes that were met so far.
  void write_notes();
  // A list of the headings of a document, with links.
  void write_contents(const deckle::Document& document, int depth);

 private:
  struct Under {
    deckle::Walk::Iterator at;
    std::string_view after;  // closes what the walk is part of
    std::uint32_t first;     // the node that it began with
  };

  void begin_walk(const deckle::Node& node, std::string_view after = {}) {
    m_walks.push_back({node.walk().begin(), after, node.index()});
  }
  void run();
  bool enter(const deckle::Node& node);  // whether to go into it
  void leave(const deckle::Node& node);
  bool enter_block(const deckle::Node& node);
  bool enter_part(const deckle::Node& node);
  bool enter_inline(const deckle::Node& node);
  void leave_block(const deckle::Node& node);
  void leave_part(const deckle::Node& node);
  void leave_inline(const deckle::Node& node);

  // A start tag without its last character, and whole ones.
  void begin_block(std::string_view tag, const deckle::Node& node, std::string_view more_classes = {});
  void begin_inline(std::string_view tag, const deckle::Node& node, std::string_view more_classes = {},
                    std::string_view left_out_class = {});
  void open_block(std::string_view tag, const deckle::Node& node, std::string_view more_classes = {});
  void open_inline(std::string_view tag, const deckle::Node& node, std::string_view more_classes = {});
  void attributes(const deckle::Node& node, std::string_view more_classes = {}, std::string_view left_out_class = {});
  void custom_attribute(const deckle::Attribute& attribute, const deckle::Node& node);

  void code_block(const deckle::Node& node);
  void raw(const deckle::Node& node, bool block);
  void ordered_list(const deckle::Node& node);
  void item(const deckle::Node& node);
  void table(const deckle::Node& node);
  void columns(const deckle::Node& column);
  void row_group(const deckle::Node& group);
  void cell(const deckle::Node& node);
  void contents(const deckle::Node& node);
  void write_entry(const deckle::Node& heading);
  void math(const deckle::Node& node);
  void link(const deckle::Node& node);
  void image(const deckle::Node& node);
  bool note(const deckle::Node& node);
  void citation(const deckle::Node& node);
  void reference(const deckle::Node& node);
  void change(std::string_view tag, const deckle::Node& node);
  void media(const deckle::Node& node);
  void loss(const deckle::Node& node, std::string_view what);

  const HtmlExporter::Options& m_options;
  Markup& m_out;
  deckle::Call& m_call;
  std::vector<Under> m_walks;
  std::vector<deckle::Node> m_notes;
  std::vector<TableLayout> m_tables;
  std::vector<std::uint16_t> m_lost;  // kinds that a loss was told of
  std::size_t m_notes_done = 0;
};
