// Nodes as Markdown: one loop over enter and leave. Notes are collected and written at the end.
#pragma once
#include <deckle/plugin.hpp>

#include <vector>

#include "escape.hpp"
#include "exporter.hpp"
#include "lines.hpp"

class Writer {
 public:
  Writer(const MarkdownExporter::Options& options, deckle::Call& call) : m_options(options), m_call(call) {}

  // The subtree of a node; of a body or a metadata value: what is inside.
  void write(const deckle::Node& node);
  // The definitions of the notes that were met and have none yet.
  void write_notes();
  Lines& lines() { return m_lines; }

 private:
  struct List {
    bool tight, ordered;
    std::int64_t number;
    char mark;  // - * . )
  };
  struct LastList {
    std::uint32_t parent = 0, end = 0;
    deckle::Kind kind{};
    char mark = 0;
  };
  struct Table {
    std::size_t columns;
    bool html;
    std::vector<std::string_view> alignments;
    std::size_t cell_begin = 0, cells = 0;
    bool in_cell = false;
  };

  bool enter(const deckle::Node& node);  // whether to go into it
  void leave(const deckle::Node& node);
  bool enter_block(const deckle::Node& node);
  void leave_block(const deckle::Node& node);
  bool enter_part(const deckle::Node& node);
  void leave_part(const deckle::Node& node);
  bool enter_inline(const deckle::Node& node);
  void leave_inline(const deckle::Node& node);

  void begin_block(const deckle::Node& node);
  void list(const deckle::Node& node);
  void item(const deckle::Node& node);
  void heading(const deckle::Node& node);
  void code_block(const deckle::Node& node);
  void raw(const deckle::Node& node);
  void thematic_break(const deckle::Node& node);
  void admonition(const deckle::Node& node);
  // A block that is an element of HTML around Markdown.
  void open_html(const deckle::Node& node, std::string_view tags);
  void close_html(std::string_view tags);

  void table(const deckle::Node& node);
  void row(const deckle::Node& node);
  void cell(const deckle::Node& node);
  void end_row(const deckle::Node& node);
  void end_cell(const deckle::Node& node);
  void delimiter_row();

  void text(const deckle::Node& node);
  void line_break(const deckle::Node& node);
  void emphasis(const deckle::Node& node, std::size_t length);
  void end_emphasis();
  void math(const deckle::Node& node);
  bool link(const deckle::Node& node);
  void end_link(const deckle::Node& node);
  bool note(const deckle::Node& node);
  void citation(const deckle::Node& node);
  void tag(std::string_view html) { m_lines.write(html); }
  void fill_line();

  bool is_gfm() const { return m_options.dialect == Dialect::gfm; }
  bool in_cell() const { return !m_tables.empty() && !m_tables.back().html && m_tables.back().in_cell; }
  void loss(const deckle::Node& node, std::string_view what);
  void attributes_lost(const deckle::Node& node);

  const MarkdownExporter::Options& m_options;
  deckle::Call& m_call;
  Lines m_lines;
  std::vector<List> m_lists;
  LastList m_last_list;  // the one that was left last
  std::uint32_t m_last_quote_end = 0;  // the node behind the quotation that ended last
  std::vector<Table> m_tables;
  std::vector<std::string> m_emphases;  // how each that is open will end
  std::vector<deckle::Node> m_notes;
  std::size_t m_notes_done = 0;
  std::vector<std::uint16_t> m_lost;  // kinds that a loss was told of
  std::uint32_t m_root = 0;           // of the walk under way
  std::size_t m_space = 0;            // where the line may still be broken; 0: nowhere
  int m_links = 0;                    // links and images under way
  bool m_setext = false, m_in_heading = false, m_first_line = true;
};
