// Which form a table gets, and those between pipes and in HTML around Markdown cells.
#include <optional>

#include "writer.hpp"

using deckle::Key;
using deckle::Kind;
using deckle::Node;

namespace markdown {
namespace {

constexpr std::size_t full_width = 72;  // pandoc's readers give columns widths where a line is longer

// What a table has beyond a head of one row and a body of plain text.
struct Needs {
  bool parts = false;   // several bodies, a foot, more rows of heads, columns of heads
  bool cells = false;   // cells over several rows or columns, or with an alignment of their own
  bool blocks = false;  // cells that are more than a line of text
  bool widths = false;
  bool caption = false, long_caption = false;
};

bool is_text(const Node& block) { return block.is(Kind::plain) || block.is(Kind::paragraph); }

void look_at_cell(const Node& cell, Needs& needs) {
  if (cell.integer(Key::row_span, 1) > 1 || cell.integer(Key::column_span, 1) > 1 || cell.find(Key::align))
    needs.cells = true;
  if (!cell.has_children()) return;
  const Node block = *cell.children().begin();
  if (!block.is_last_child() || !is_text(block)) needs.blocks = true;
}

Needs needs_of(const Node& table) {
  Needs needs;
  std::size_t head_rows = 0, bodies = 0;
  for (const Node part : table.children()) {
    if (part.is(Kind::column) && part.find(Key::width)) needs.widths = true;
    if (part.is(Kind::caption)) {
      needs.caption = true;
      const bool is_line = part.has_children() && is_text(*part.children().begin());
      needs.long_caption = !is_line || !(*part.children().begin()).is_last_child();
      continue;
    }
    if (part.is(Kind::table_foot) || part.integer(Key::head_columns) > 0) needs.parts = true;
    if (part.is(Kind::table_body) && ++bodies > 1) needs.parts = true;
    for (const Node row : part.children()) {
      if (part.is(Kind::table_head) ? ++head_rows > 1 : row.boolean(Key::header)) needs.parts = true;
      for (const Node cell : row.children()) look_at_cell(cell, needs);
    }
  }
  return needs;
}

std::string attribute(std::string_view name, std::int64_t value) {
  return value > 1 ? " " + std::string(name) + "=\"" + std::to_string(value) + "\"" : std::string();
}

// Pipes would end the cell; that holds for code and addresses too.
std::string cell_text(std::string_view text) {
  std::string out;
  for (char c : text) {
    if (c == '|') out += '\\';
    out += c == '\n' ? ' ' : c;
  }
  return out;
}

}  // namespace

// Pipes where they will do, else a grid, else HTML.
Writer::TableForm Writer::form_of(const Node& table) const {
  const Needs needs = needs_of(table);
  const bool may_have_caption = !needs.caption || (has(Extension::table_captions) && !needs.long_caption);
  if (needs.parts || needs.cells || !may_have_caption) return TableForm::html;
  if (has(Extension::pipe_tables) && !needs.blocks && !needs.widths) return TableForm::pipes;
  return has(Extension::grid_tables) ? TableForm::grid : TableForm::html;
}

bool Writer::table(const Node& node) {
  m_tables.push_back({form_of(node), 0, {}});
  switch (m_tables.back().form) {
    case TableForm::html: return loss(node, "is written as HTML"), open_block(node, "<table>", "</table>"), true;
    case TableForm::grid: return grid_table(node), end_table(node), false;
    default: return pipe_table(node), true;
  }
}

// Ends it in every form: its caption stands behind it.
void Writer::end_table(const Node& node) {
  const TableForm form = m_tables.back().form;
  const bool is_wide = form == TableForm::pipes && m_tables.back().widest > full_width && has(Extension::pandoc_rules);
  m_tables.pop_back();
  if (is_wide) loss(node, "has lines so long that its columns get widths");
  const std::optional<Node> caption = node.child(Kind::caption);
  if (form == TableForm::html || !caption) return;
  m_lines.separate(2);
  std::string text = inlines(*caption->children().begin(), false);
  if (has(Extension::table_attributes)) {
    const std::string braces = attributes(node, m_context);
    if (!braces.empty()) text += " " + braces;
    else if (text.ends_with('}')) text += " {}";  // those before are not the table's
  }
  m_lines.write(": " + text);
}

void Writer::pipe_table(const Node& node) {
  Table& table = m_tables.back();
  bool has_head = false;
  for (const Node part : node.children()) {
    if (part.is(Kind::column)) table.alignments.push_back(part.string(Key::align));
    else if (part.is(Kind::table_head) && part.has_children()) has_head = true;
    for (const Node row : part.children()) {
      std::size_t cells = 0;
      for ([[maybe_unused]] const Node cell : row.children()) ++cells;
      if (!part.is(Kind::caption)) table.columns = std::max(table.columns, cells);
    }
  }
  table.columns = std::max(table.columns, table.alignments.size());
  table.alignments.resize(table.columns);
  if (has_head || table.columns == 0) return;
  if (!has(Extension::pandoc_rules)) loss(node, "has no head and gets an empty one");
  std::string head = "|";
  for (std::size_t i = 0; i < table.columns; ++i) head += "  |";
  m_lines.write(head);
  delimiter_row();
}

bool Writer::caption(const Node& node) {
  if (in_cell()) return true;
  if (node.parent().is(Kind::figure)) return figure_caption(node), true;
  if (m_tables.back().form != TableForm::html) return false;
  open_block(node, "<caption>", "</caption>");
  return true;
}

void Writer::row(const Node&) {
  Table& table = m_tables.back();
  table.cells = 0;
  m_lines.separate(table.form == TableForm::html ? 2 : 1);
  m_lines.write(table.form == TableForm::html ? "<tr>" : "|");
}

void Writer::cell(const Node& node) {
  Table& table = m_tables.back();
  ++table.cells;
  if (table.form != TableForm::html) {
    m_lines.write(" ");
    table.cell_begin = m_lines.size();
    table.in_cell = true;
    return;
  }
  const bool head = node.parent().parent().is(Kind::table_head) || node.parent().boolean(Key::header);
  m_lines.separate(2);
  m_lines.write((head ? "<th" : "<td") + attribute("rowspan", node.integer(Key::row_span, 1)) +
                attribute("colspan", node.integer(Key::column_span, 1)) + ">");
  m_lines.separate(2);
}

void Writer::end_cell(const Node& node) {
  Table& table = m_tables.back();
  if (table.form != TableForm::html) {
    table.in_cell = false;
    return m_lines.write(cell_text(m_lines.cut(table.cell_begin)) + " |");
  }
  const bool head = node.parent().parent().is(Kind::table_head) || node.parent().boolean(Key::header);
  own_line(head ? "</th>" : "</td>");
}

void Writer::end_row(const Node& node) {
  Table& table = m_tables.back();
  if (table.form == TableForm::html) return own_line("</tr>");
  for (std::size_t i = table.cells; i < table.columns; ++i) m_lines.write("  |");
  if (has(Extension::pandoc_rules)) table.widest = std::max(table.widest, line_width());
  if (node.parent().is(Kind::table_head)) delimiter_row();
}

void Writer::delimiter_row() {
  std::string line = "|";
  for (std::string_view alignment : m_tables.back().alignments) {
    if (alignment == "left") line += " :-- |";
    else if (alignment == "center") line += " :-: |";
    else if (alignment == "right") line += " --: |";
    else line += " --- |";
  }
  m_lines.separate(1);
  m_lines.write(line);
}

}  // namespace markdown
