// Tables: their parts are laid out first, then walked through.
#include <deckle/message.hpp>

#include "code.hpp"
#include "css/css.hpp"
#include "page_reader.hpp"

using deckle::Key;
using deckle::Kind;

namespace html {
namespace {

constexpr std::uint32_t below_table = 7;  // group, row, cell, a line, an inline, its text

}  // namespace

void PageReader::table(const GumboNode& node) {
  end_line();
  if (const GumboNode* code = code_in_table(node)) return push_neutral(*code, true);
  auto steps = std::make_unique<std::vector<TableStep>>(table_steps(node));
  if (steps->empty() || !has_room(node, below_table)) return push_neutral(node, true);
  m_out.open(Kind::table, m_source.span_of(node));
  attributes(node, "border cellpadding cellspacing");
  Frame& frame = push(node, Role::table);
  frame.steps = std::move(steps);
  frame.is_block = true;
  frame.levels = 1;
}

// The next part of a table.
void PageReader::table_step(const TableStep& step, const GumboNode& table) {
  if (step.what == TableStep::What::close) return m_out.close();
  const GumboNode& node = step.node ? *step.node : table;
  m_out.open(step.kind, m_source.span_of(node));
  if (step.head_columns > 0) m_out.attribute(Key::head_columns, static_cast<int>(step.head_columns));
  if (step.is_header) m_out.attribute(Key::header, true);
  if (!step.align.empty()) m_out.attribute(Key::align, step.align);
  if (step.width > 0) m_out.attribute(Key::width, step.width);
  if (step.rows > 1) m_out.attribute(Key::row_span, static_cast<int>(step.rows));
  if (step.columns > 1) m_out.attribute(Key::column_span, static_cast<int>(step.columns));
  if (step.node) table_attributes(node, step);
  if (step.what == TableStep::What::leaf) return m_out.close();
  if (step.kind != Kind::cell && step.kind != Kind::caption) return;
  push_block(node, step.kind == Kind::cell ? line_of(node, Beside::blocks_in_list) : Kind::plain).levels = 1;
}

// But what the node itself says.
void PageReader::table_attributes(const GumboNode& node, const TableStep& step) {
  std::string consumed = "align valign bgcolor rowspan colspan style";
  std::string style = css::without(attribute_of(node, "style"), "text-align");
  if (step.kind == Kind::column) consumed += " span";
  if (step.width > 0) {
    consumed += " width";
    style = css::without(style, "width");
  }
  attributes(node, consumed);
  if (!style.empty()) m_out.attribute("style", style);
}

}  // namespace html
