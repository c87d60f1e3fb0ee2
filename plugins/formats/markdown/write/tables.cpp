// Tables. What pipes cannot say (spans, blocks in cells, several heads) is written as HTML around Markdown cells.
#include "writer.hpp"

using deckle::Key;
using deckle::Kind;
using deckle::Node;

namespace markdown {
namespace {

// One head of one row, one body, plain cells: what a table of pipes can say.
bool is_simple(const Node& table) {
  std::size_t head_rows = 0, bodies = 0;
  for (Node part : table.children()) {
    if (part.is(Kind::caption) || part.is(Kind::table_foot) || part.integer(Key::head_columns) > 0) return false;
    if (part.is(Kind::table_body) && ++bodies > 1) return false;
    for (Node row : part.children()) {
      if (part.is(Kind::table_head) ? ++head_rows > 1 : row.boolean(Key::header)) return false;
      for (Node cell : row.children()) {
        if (cell.integer(Key::row_span, 1) > 1 || cell.integer(Key::column_span, 1) > 1 || cell.find(Key::align))
          return false;
        if (!cell.has_children()) continue;
        const Node block = *cell.children().begin();
        if (!block.is_last_child() || !(block.is(Kind::plain) || block.is(Kind::paragraph))) return false;
      }
    }
  }
  return true;
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

bool Writer::table(const Node& node) {
  Table table{has(Extension::pipe_tables) && is_simple(node) ? TableForm::pipes : TableForm::html, 0, {}};
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
  m_tables.push_back(table);
  if (table.form == TableForm::html) {
    loss(node, "is written as HTML");
    return open_block(node, "<table>", "</table>"), true;
  }
  if (has_head || table.columns == 0) return true;
  loss(node, "has no head and gets an empty one");
  std::string head = "|";
  for (std::size_t i = 0; i < table.columns; ++i) head += "  |";
  m_lines.write(head);
  delimiter_row();
  return true;
}

bool Writer::caption(const Node& node) {
  if (in_cell()) return true;
  if (node.parent().is(Kind::figure)) return figure_caption(node), true;
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
  const Table& table = m_tables.back();
  if (table.form == TableForm::html) return own_line("</tr>");
  for (std::size_t i = table.cells; i < table.columns; ++i) m_lines.write("  |");
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
