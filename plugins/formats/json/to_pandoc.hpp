// A document -> pandoc's AST as JSON: one walk; every node opened is a frame that knows how it closes and what may
// stand in it. Where a document is freer than pandoc (an inline among blocks, a block inside an inline) the frame adds
// or leaves out what is needed.
#pragma once
#include "exporter.hpp"
#include "losses.hpp"
#include "writer.hpp"

#include <vector>

namespace json {

class ToPandoc {
 public:
  ToPandoc(const deckle::Document& in, deckle::Output& out, deckle::Call& call, const JsonExporter::Options& options,
           Losses& losses)
      : m_in(in), m_json(out), m_call(call), m_options(options), m_losses(losses) {}

  void run();

 private:
  // What the list under way holds; parts are those of tables, lists and citations, values those of metadata.
  enum class Holds : std::uint8_t { blocks, inlines, parts, values };
  // Places in a table, in pandoc's order. Columns and bodies are lists that stay open while their nodes come.
  enum class Slot : std::uint8_t { caption, columns, head, bodies, foot, end };

  struct Frame {
    deckle::Node node;
    std::string_view closing;
    Holds holds;
    Slot slot = Slot::caption;  // of a table: the slot under way
    bool filled = false;        // of a table: the slot's node has come
    bool open = false;          // a list inside is open: items of a citation, a definition, rows of a table body
    bool implicit = false;      // a figure as api 1.22 has it
    bool plain = false;         // a Plain was opened for inlines among blocks
    bool any = false;           // something was written
    bool wrapped = false, wrapped_inside = false;  // in a Div or Span for attributes
  };

  void walk(const deckle::Node& top);
  bool enter(const deckle::Node& node);  // false: leave out what is below
  void leave();
  void finish(const Frame& frame);
  Frame& top() { return m_frames.back(); }
  const Frame* outer() const { return m_frames.size() < 2 ? nullptr : &m_frames[m_frames.size() - 2]; }
  Frame& push(const deckle::Node& node, std::string_view closing, Holds holds);
  bool metadata(const deckle::Node& node);

  // Each true if a frame was pushed. to_pandoc_blocks.cpp
  bool block(const deckle::Node& node);
  bool leaf_block(const deckle::Node& node);
  void foreign_leaf(const deckle::Node& node);
  bool bare(const deckle::Node& node, std::string_view opening, std::string_view closing, Holds holds);
  bool attributed(const deckle::Node& node, std::string_view opening, std::string_view closing, Holds holds);
  bool division(const deckle::Node& node, std::string_view name, bool is_loss = true);
  bool ordered_list(const deckle::Node& node);
  bool heading(const deckle::Node& node);
  bool paragraph(const deckle::Node& node, std::string_view opening);
  bool figure(const deckle::Node& node);
  bool part(const deckle::Node& node);
  bool list_part(const deckle::Node& node);
  bool block_inside_inlines(const deckle::Node& node);

  // to_pandoc_table.cpp
  bool table(const deckle::Node& node);
  bool table_part(const deckle::Node& node);
  bool caption(const deckle::Node& node);
  bool row(const deckle::Node& node);
  bool cell(const deckle::Node& node);
  void column(const deckle::Node& node);
  void advance(Frame& table, Slot to);
  void default_columns(const deckle::Node& table);

  // to_pandoc_inlines.cpp
  bool inline_node(const deckle::Node& node);
  bool leaf_inline(const deckle::Node& node);
  bool foreign_inline(const deckle::Node& node);
  bool span(const deckle::Node& node, std::string_view name, bool is_loss = true);
  bool target(const deckle::Node& node, std::string_view opening);
  bool citation_item(const deckle::Node& node);
  bool comment(const deckle::Node& node);
  void close_target(const deckle::Node& node, std::string_view title_prefix);
  void text(const deckle::Node& node);
  void words(std::string_view text);
  void end_word();
  void end_run();

  // to_pandoc_attributes.cpp
  void attributes(const deckle::Node& node, std::string_view more_classes = {}, bool is_foreign = false);
  void pair(const deckle::Attribute& attribute);
  bool begin_wrap(const deckle::Node& node, std::string_view opening);
  bool is_v22() const { return m_options.api_version == ApiVersion::v1_22; }

  deckle::Document m_in;
  Writer m_json;
  deckle::Call& m_call;
  const JsonExporter::Options& m_options;
  Losses& m_losses;
  std::vector<Frame> m_frames;
  std::string m_word;          // the Str under way
  bool m_has_word = false;     // it may be empty, and still be one
  bool m_after_space = false;  // the run's last element is a Space
};

inline constexpr std::string_view open_div = R"({"t":"Div","c":[)", open_span = R"({"t":"Span","c":[)";
inline constexpr std::string_view close_wrap = "]]}";
inline constexpr std::string_view empty_attributes = R"(["",[],[]])";

}  // namespace json
