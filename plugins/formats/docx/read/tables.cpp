// Tables as nodes (ECMA-376-1, 17.4).
#include "block_reader.hpp"
#include "table_grid.hpp"

using deckle::Key;
using deckle::Kind;

namespace docx {
namespace {

// Paragraphs with content, also in content controls; a table counts as several.
int count_paragraphs(pugi::xml_node parent, int depth = 0) {
  if (depth > 20) return 2;
  int paragraphs = 0;
  for (const pugi::xml_node node : parent.children()) {
    const std::string_view name = node.name();
    if (name == "w:tbl" || name == "w:customXml") paragraphs += 2;
    if (name == "w:sdt") paragraphs += count_paragraphs(node.child("w:sdtContent"), depth + 1);
    if (name == "w:p" && !is_empty(node)) ++paragraphs;
  }
  return paragraphs;
}

}  // namespace

void BlockReader::read_table(Flow& flow, pugi::xml_node node) {
  const Grid grid = read_grid(node, m_context.settings.track_changes);
  end_code(flow);
  ParagraphFormat place;
  place.indent = number_of(node.child("w:tblPr").child("w:tblInd").attribute("w:w").value(), 0);
  leave_frames(flow, place);
  set_quotes(flow, 0);
  end_lists(flow, lists_at(flow, place.indent));
  set_quotes(flow, 0);
  pugi::xml_node caption = std::exchange(flow.caption, {});
  if (grid.is_too_deep)
    m_context.call.warning("docx.depth", flow.part.span(node), "some of the table is nested too deep: left out");
  if (grid.columns == 0) return caption ? read_text(flow, paragraph_format_of(caption, m_context), caption) : void();
  constexpr std::uint32_t levels = 64;  // of a table, a list in a cell, and inlines in it
  if (m_context.out.depth() + levels > m_context.call.max_depth()) return read_flat(flow, node);
  if (!caption) flow.passed = caption = caption_behind(node);
  const auto table = m_context.out.open(Kind::table, flow.part.span(node));
  write_caption(flow, caption);
  for (int i = 0; i < grid.columns; ++i) {
    m_context.out.leaf(Kind::column, {}, flow.part.span(node));
    const auto column = static_cast<std::size_t>(i);
    if (!grid.aligns[column].empty()) m_context.out.attribute(Key::align, grid.aligns[column]);
    if (!grid.widths.empty()) m_context.out.attribute(Key::width, grid.widths[column]);
  }
  write_rows(flow.part, node, grid, Kind::table_head, 0, grid.head_rows);
  write_rows(flow.part, node, grid, Kind::table_body, grid.head_rows, grid.rows.size());
}

void BlockReader::write_rows(Part& part, pugi::xml_node table, const Grid& grid, Kind section, std::size_t begin,
                             std::size_t end) {
  if (begin == end && section == Kind::table_head) return;
  dk_span where = part.span(table);
  if (begin < end)
    where = {where.source, part.span(grid.rows[begin].node).begin, part.span(grid.rows[end - 1].node).end};
  const auto opened = m_context.out.open(section, where);
  for (std::size_t i = begin; i < end; ++i) {
    const auto row = m_context.out.open(Kind::row, part.span(grid.rows[i].node));
    for (const Cell& cell : grid.rows[i].cells) {
      if (cell.continues) continue;
      const auto opened_cell = m_context.out.open(Kind::cell, part.span(cell.node ? cell.node : grid.rows[i].node));
      if (cell.row_span > 1) m_context.out.attribute(Key::row_span, cell.row_span);
      if (cell.column_span > 1) m_context.out.attribute(Key::column_span, cell.column_span);
      const std::string_view of_column = grid.aligns[static_cast<std::size_t>(cell.column)];
      if (cell.align != of_column && !(of_column.empty() ? cell.wished_align() : cell.align).empty())
        m_context.out.attribute(Key::align, cell.align);
      if (cell.node) read_cell(part, cell.node);
    }
  }
}

// A paragraph that is all of a cell is no paragraph of its own.
void BlockReader::read_cell(Part& part, pugi::xml_node cell) {
  std::vector<Field> fields;
  Flow flow{part, fields, m_context.out.depth()};
  flow.is_plain = count_paragraphs(cell) == 1;
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
  m_context.out.text(words, where);
}

}  // namespace docx
