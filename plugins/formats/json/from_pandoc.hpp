// Pandoc's AST on the tape -> a document. The work is a stack of steps, so that depth costs no machine stack: a step
// reads a list from its next element on, pushes what is left of the list, then what is inside the element.
#pragma once
#include "value.hpp"

#include <deckle/builder.hpp>
#include <deckle/input.hpp>

#include <vector>

namespace json {

class FromPandoc {
 public:
  FromPandoc(const Tape& tape, const deckle::Input& input, deckle::Builder& out, deckle::Call& call)
      : m_tape(tape), m_input(input), m_out(out), m_call(call) {}

  // Throws Mistake where the tape is no pandoc document.
  void run();

 private:
  enum class Step : std::uint8_t {
    close,         // the node open now
    blocks,        // each element a block
    inlines,       // each element an inline; Str and Space next to each other are one text
    items,         // each element the blocks of a list item
    definitions,   // each element [term, descriptions]
    descriptions,  // each element the blocks of a description
    lines,         // each element the inlines of a line
    rows,          // each element a row
    header_rows,   // the same, of an intermediate head
    cells,         // each element a cell
    bodies,        // each element a body of a table
    columns,       // each element [alignment, width]
    row_group,     // one element: [attributes, rows], a head
    foot,          // the same, a foot
    citations,     // each element a citation
    prefix,        // one element: the inlines of a citation's prefix
    suffix,        // the same, of its suffix
    figure_image,  // one element: the image of an implicit figure
    meta_entries,  // key and value, alternating
    meta_values,   // each element a metadata value
  };
  struct Task {
    Step step;
    std::uint32_t at, end;
  };

  // The stack.
  Task close() const { return {Step::close, 0, 1}; }
  Task task(Step step, const List& list) const { return {step, list.first(), list.end_index()}; }
  Task task(Step step, const Value& one) const { return {step, one.index(), one.next()}; }
  void plan(std::initializer_list<Task> in_reading_order);
  void work();
  void step(Task task, Value element);

  // Blocks: from_pandoc_blocks.cpp
  void block(const Value& element);
  void container(deckle::Kind kind, const Value& whole, Step step, const List& list);
  void attributed(deckle::Kind kind, const Value& whole, const Value& attributes, Step step, const List& list);
  void ordered_list(const Tagged& node);
  void definition(const Value& element);
  void heading(const Tagged& node);
  void figure(const Tagged& node);
  bool implicit_figure(const Tagged& paragraph);
  void figure_image(const Value& image);
  void raw(deckle::Kind kind, const Tagged& node);
  void code(deckle::Kind kind, const Tagged& node);

  // Tables: from_pandoc_table.cpp
  void table(const Tagged& node);
  void caption(const Value& caption, std::vector<Task>& tasks);
  void column(const Value& element);
  void row_group(deckle::Kind kind, const Value& element);
  void body(const Value& element);
  void row(const Value& element, bool header);
  void cell(const Value& element);

  // Inlines: from_pandoc_inlines.cpp
  void inline_element(const Value& element);
  void text_run(Task& task);
  void quoted(const Tagged& node);
  void math(const Tagged& node);
  void target(deckle::Kind kind, const Tagged& node);
  void citation(const Value& element);

  // Metadata: from_pandoc_meta.cpp
  void metadata(const std::optional<Value>& meta);
  void meta_entry(const Value& key);
  void meta_value(const Value& element, const Value* key);
  Task entries(const Value& map);

  // Shared by all.
  deckle::Builder::Where where(const Value& value) const { return where(value.begin(), value.end()); }
  deckle::Builder::Where where(std::uint32_t begin, std::uint32_t end) const {
    return dk_span{m_input.source(), begin, end};
  }
  void open(deckle::Kind kind, const Value& whole);
  void attributes(const Value& attributes);
  bool too_deep(const Value& element, bool is_block);
  std::string words(const Value& element) const;
  template <std::size_t N>
  std::string_view word(const struct WordPair (&words)[N], const Value& element, std::string_view expected) const;

  const Tape& m_tape;
  const deckle::Input& m_input;
  deckle::Builder& m_out;
  deckle::Call& m_call;
  std::vector<Task> m_tasks;
  std::string m_text;               // of the text run under way
  std::string m_classes;            // joined
  bool m_implicit_figures = false;  // api before 1.23
  bool m_flattened = false;
};

}  // namespace json
