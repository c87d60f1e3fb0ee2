// Which form a table gets, and that in HTML around Markdown cells.
#include <optional>

#include "writer.hpp"

using deckle::Key;
using deckle::Kind;
using deckle::Node;

namespace markdown {
namespace {

// What a table has beyond a head of one row and a body of plain text.
struct Needs {
  bool rows = false;
  bool parts = false;       // a foot, more rows of heads
  bool spans = false;       // cells over several rows or columns
  bool blocks = false;      // cells that are more than a line of text
  bool widths = false;      // of columns
  bool html = false;        // several bodies, columns and rows of heads in them, cells with alignments of their own
  bool attributes = false;  // of a part, a row or a cell
  bool caption = false, long_caption = false;
};

bool is_text(const Node& block) { return block.is(Kind::plain) || block.is(Kind::paragraph); }

void look_at_cell(const Node& cell, Needs& needs) {
  if (cell.integer(Key::row_span, 1) > 1 || cell.integer(Key::column_span, 1) > 1) needs.spans = true;
  if (cell.find(Key::align)) needs.html = true;
  if (has_attributes(cell)) needs.attributes = true;
  if (!cell.has_children()) return;
  const Node block = *cell.children().begin();
  if (!block.is_last_child() || !is_text(block)) needs.blocks = true;
}

void look_at_caption(const Node& caption, Needs& needs) {
  needs.caption = true;
  const bool is_line = caption.has_children() && is_text(*caption.children().begin());
  needs.long_caption = !is_line || !(*caption.children().begin()).is_last_child();
}

Needs needs_of(const Node& table) {
  Needs needs;
  std::size_t head_rows = 0, bodies = 0;
  for (const Node part : table.children()) {
    if (has_attributes(part)) needs.attributes = true;
    if (part.is(Kind::column) && part.find(Key::width)) needs.widths = true;
    if (part.is(Kind::caption)) {
      look_at_caption(part, needs);
      continue;
    }
    if (part.is(Kind::table_foot)) needs.parts = true;
    if (part.integer(Key::head_columns) > 0 || (part.is(Kind::table_body) && ++bodies > 1)) needs.html = true;
    for (const Node row : part.children()) {
      needs.rows = true;
      if (part.is(Kind::table_head) && ++head_rows > 1) needs.parts = true;
      if (row.boolean(Key::header)) needs.html = true;
      if (has_attributes(row)) needs.attributes = true;
      for (const Node cell : row.children()) look_at_cell(cell, needs);
    }
  }
  return needs;
}

std::string attribute(std::string_view name, std::int64_t value) {
  return value > 1 ? " " + std::string(name) + "=\"" + std::to_string(value) + "\"" : std::string();
}

bool is_head(const Node& cell) {
  return cell.parent().parent().is(Kind::table_head) || cell.parent().boolean(Key::header);
}

}  // namespace

// Lines of pipes or dashes where they will do, else a grid, else HTML.
bool Writer::table(const Node& node) {
  const Needs needs = needs_of(node);
  if (needs.attributes) loss(node, "has parts with attributes, which are left out");
  const bool is_simple = !needs.html && !needs.parts && !needs.spans && !needs.blocks;
  const bool caption_fits = !needs.caption || (has(Extension::table_captions) && !needs.long_caption);
  // Who reads Markdown would rather have lines without the widths than tags, which have no place for them either.
  const bool has_to_say_widths = needs.widths && has(Extension::grid_tables);
  if (caption_fits && is_simple && !has_to_say_widths && has(Extension::pipe_tables)) {
    if (needs.widths) loss(node, "has columns whose widths are left out");
    return line_table(node), caption_behind(node), false;
  }
  if (caption_fits && needs.rows && has(Extension::grid_tables) && grid_table(node)) {
    if (needs.html) loss(node, "gets one body without heads, and columns that align all of their cells");
    return caption_behind(node), false;
  }
  loss(node, "is written as HTML");
  open_block(node, "<table>", "</table>");
  ++m_html_tables;
  return true;
}

void Writer::caption_behind(const Node& node) {
  const std::optional<Node> caption = node.child(Kind::caption);
  if (!caption) return;
  m_lines.separate(2);
  m_lines.write(": ");
  write(*caption->children().begin());
  if (!has(Extension::table_attributes)) return;
  const std::string braces = attributes(node, m_context);
  if (!braces.empty()) m_lines.write(" " + braces);
  else if (m_lines.last() == '}') m_lines.write(" {}");  // those before are not the table's
}

void Writer::caption(const Node& node) {
  if (node.parent().is(Kind::figure)) return figure_caption(node);
  open_block(node, "<caption>", "</caption>");
}

void Writer::row() { own_line("<tr>"); }

void Writer::cell(const Node& node) {
  own_line((is_head(node) ? "<th" : "<td") + attribute("rowspan", node.integer(Key::row_span, 1)) +
           attribute("colspan", node.integer(Key::column_span, 1)) + ">");
}

void Writer::end_cell(const Node& node) { own_line(is_head(node) ? "</th>" : "</td>"); }
void Writer::end_row() { own_line("</tr>"); }

}  // namespace markdown
