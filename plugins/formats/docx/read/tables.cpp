// Tables as nodes (ECMA-376-1, 17.4).
#include "block_reader.hpp"
#include "table_grid.hpp"

using deckle::Key;
using deckle::Kind;

namespace docx {
namespace {

bool is_empty(pugi::xml_node paragraph) {
  for (const pugi::xml_node node : paragraph.children())
    if (const std::string_view name = node.name();
        name != "w:pPr" && name != "w:proofErr" && !name.starts_with("w:bookmark"))
      return false;
  return true;
}

// Empty ones do not count.
bool has_one_paragraph(pugi::xml_node cell) {
  int paragraphs = 0;
  for (const pugi::xml_node node : cell.children()) {
    const std::string_view name = node.name();
    if (name == "w:tbl" || name == "w:sdt" || name == "w:customXml") return false;
    if (name == "w:p" && !is_empty(node)) ++paragraphs;
  }
  return paragraphs == 1;
}

}  // namespace

void BlockReader::read_table(Flow& flow, pugi::xml_node node) {
  const Grid grid = read_grid(node);
  end_flow(flow);
  if (grid.columns == 0) return;
  constexpr std::uint32_t levels = 12;  // of a table in a cell, with a paragraph in it
  if (m_context.out.depth() + levels > m_context.call.max_depth()) return read_flat(flow, node);
  const auto table = m_context.out.open(Kind::table, flow.part.span(node));
  for (int i = 0; i < grid.columns; ++i) {
    m_context.out.leaf(Kind::column);
    if (!grid.widths.empty()) m_context.out.attribute(Key::width, grid.widths[static_cast<std::size_t>(i)]);
  }
  write_rows(flow.part, grid, Kind::table_head, 0, grid.head_rows);
  write_rows(flow.part, grid, Kind::table_body, grid.head_rows, grid.rows.size());
}

void BlockReader::write_rows(Part& part, const Grid& grid, Kind section, std::size_t begin, std::size_t end) {
  if (begin == end) return;
  const auto opened = m_context.out.open(section);
  for (std::size_t i = begin; i < end; ++i) {
    const auto row = m_context.out.open(Kind::row, part.span(grid.rows[i].node));
    for (const Cell& cell : grid.rows[i].cells) {
      if (cell.continues) continue;
      const auto opened_cell = m_context.out.open(Kind::cell, part.span(cell.node ? cell.node : grid.rows[i].node));
      if (cell.row_span > 1) m_context.out.attribute(Key::row_span, cell.row_span);
      if (cell.column_span > 1) m_context.out.attribute(Key::column_span, cell.column_span);
      if (cell.node) read_cell(part, cell.node);
    }
  }
}

// A paragraph that is all of a cell is no paragraph of its own.
void BlockReader::read_cell(Part& part, pugi::xml_node cell) {
  std::vector<Field> fields;
  Flow flow{part, fields, m_context.out.depth()};
  flow.is_plain = has_one_paragraph(cell);
  read_children(flow, cell, 0);
  end_flow(flow);
}

// What is nested deeper than the host's limit: its words.
void BlockReader::read_flat(Flow& flow, pugi::xml_node node) {
  std::string words;
  for (pugi::xml_node at = node; at;) {
    if (std::string_view(at.name()) == "w:t") (words += words.empty() ? "" : " ") += at.text().get();
    if (at.first_child()) {
      at = at.first_child();
      continue;
    }
    while (at != node && !at.next_sibling()) at = at.parent();
    at = at == node ? pugi::xml_node() : at.next_sibling();
  }
  const dk_span where = flow.part.span(node);
  m_context.call.warning("docx.depth", where, "nested too deep: only its words are read");
  const auto paragraph = m_context.out.paragraph(where);
  m_context.out.text(valid_text(words), where);
}

}  // namespace docx
