// Tables (ECMA-376, part 1, clause 17.4). Word has a cell in every place that a cell above reaches over, too.
#include <algorithm>

#include "body_writer.hpp"
#include "column_widths.hpp"

using deckle::Key;
using deckle::Kind;
using deckle::Node;

namespace {

constexpr std::size_t deepest = 16;  // tables in tables

bool has_rows(const Node& table, Kind group) {
  const auto found = table.child(group);
  return found && found->has_children();
}

// In all of its bodies.
bool has_row_heads(const Node& table) {
  bool has_some = false;
  for (const Node body : table.children()) {
    if (!body.is(Kind::table_body)) continue;
    if (body.integer(Key::head_columns) <= 0) return false;
    has_some = true;
  }
  return has_some;
}

// Which conditional formats of the style are meant (clause 17.4.55): in words, and as the bits that older programs
// read.
void write_look(xml::Writer& xml, const Node& table) {
  const bool head = has_rows(table, Kind::table_head), foot = has_rows(table, Kind::table_foot);
  const bool row_heads = has_row_heads(table);
  const int bits = (head ? 2 : 0) + (foot ? 4 : 0) + (row_heads ? 8 : 0);
  const char digits[] = {'0', '6', "0123456789ABCDEF"[bits], '0', '\0'};
  xml.begin("w:tblLook").attribute("w:val", digits).attribute("w:firstRow", std::int64_t{head});
  xml.attribute("w:lastRow", std::int64_t{foot}).attribute("w:firstColumn", std::int64_t{row_heads});
  xml.attribute("w:lastColumn", "0").attribute("w:noHBand", "1").attribute("w:noVBand", "1").end();
}

// At the sides of cells.
void write_tight_margins(xml::Writer& xml) {
  xml.begin("w:tblCellMar");
  for (const std::string_view side : {"w:left", "w:right"})
    xml.begin(side).attribute("w:w", "40").attribute("w:type", "dxa").end();
  xml.end();
}

}  // namespace

// Whether a part belongs to the table under way. Others stand below kinds that only a plugin knows, or in a caption.
bool BodyWriter::is_in_table(const Node& part) const {
  if (m_flow->tables.empty()) return false;
  const Node parent = part.parent();
  const Node owner = part.is(Kind::cell) ? parent.parent().parent() : part.is(Kind::row) ? parent.parent() : parent;
  return owner.index() == m_flow->tables.back().layout.table();
}

void BodyWriter::table(const Node& node) {
  surround(node);
  lost_attributes(node);
  OpenTable& made = m_flow->tables.emplace_back(OpenTable{TableLayout(node)});
  made.is_flat = m_flow->tables.size() > deepest;
  made.has_row_heads = has_row_heads(node);
  if (made.is_flat) loss(node, "within more than sixteen others is shown as what it contains");
  if (!made.layout.has_spans()) loss(node, "has cells that reach over far more than there is; each has one place");
  if (!node.child(Kind::caption)) begin_table(node);
}

void BodyWriter::begin_table(const Node& node) {
  OpenTable& table = m_flow->tables.back();
  if (table.is_flat) return;
  const Surroundings& around = m_flow->around.back();
  const std::int32_t indent = around.indent + around.style_indent;
  const std::int32_t room = std::max(around.room - indent, Page::narrowest);
  const ColumnWidths widths = column_widths(node, table.layout, room);
  table.widths = widths.columns;
  table.is_tight = widths.is_tight;
  table.has_widths = widths.is_said;
  table.below.resize(table.widths.size());
  if (table.widths.empty()) {  // without a row there is no table
    table.is_flat = true;
    return;
  }
  end_paragraph();
  if (m_flow->after_table) empty_paragraph();
  std::int64_t total = 0;
  for (const std::int32_t width : table.widths) total += width;
  m_flow->after_code = false;
  xml().begin("w:tbl").begin("w:tblPr").element("w:tblStyle", "w:val", style(Role::table));
  if (around.right_to_left) xml().element("w:bidiVisual");
  xml().begin("w:tblW").attribute("w:w", total).attribute("w:type", "dxa").end();
  if (indent > 0) xml().begin("w:tblInd").attribute("w:w", std::int64_t{indent}).attribute("w:type", "dxa").end();
  if (widths.is_said) xml().element("w:tblLayout", "w:type", "fixed");
  if (widths.is_tight) write_tight_margins(xml());
  write_look(xml(), node);
  xml().end().begin("w:tblGrid");
  for (const std::int32_t width : table.widths) xml().element("w:gridCol", "w:w", std::int64_t{width});
  xml().end();
}

void BodyWriter::end_table() {
  end_paragraph();
  if (!m_flow->tables.back().is_flat) {
    xml().end();
    m_flow->after_table = m_flow->needs_paragraph = true;
  }
  m_flow->tables.pop_back();
  end_surrounding();
}

bool BodyWriter::enter_table_part(const Node& node) {
  anchor(node);
  switch (node.kind()) {
    case Kind::caption:
      surround(node, Role::caption).keep_next = true;
      if (node.has_children()) begin_caption(node.parent());
      break;
    case Kind::row: return row(node);
    case Kind::cell: cell(node); break;
    case Kind::column: break;
    default: m_flow->tables.back().layout.begin_group(node);
  }
  lost_attributes(node);
  return true;
}

void BodyWriter::leave_table_part(const Node& node) {
  switch (node.kind()) {
    case Kind::caption:
      m_flow->caption.reset();
      end_surrounding();
      return begin_table(node.parent());
    case Kind::row: return end_row();
    case Kind::cell: return end_cell();
    default: return;
  }
}

bool BodyWriter::row(const Node& node) {
  lost_attributes(node);
  OpenTable& table = m_flow->tables.back();
  if (!table.layout.begin_row(node)) return false;
  end_paragraph();
  table.column = 0;
  if (table.is_flat) return true;
  xml().begin("w:tr").begin("w:trPr").element("w:cantSplit");
  if (node.parent().is(Kind::table_head)) xml().element("w:tblHeader");
  xml().end();
  return true;
}

void BodyWriter::end_row() {
  if (m_flow->tables.back().is_flat) return;
  while (const TableLayout::Cell* padding = m_flow->tables.back().layout.next_padding()) {
    merged_cells(padding->column);
    empty_cell(padding->columns, {});
  }
  merged_cells(static_cast<std::uint32_t>(m_flow->tables.back().widths.size()));
  xml().end();
}

// Up to that column: what cells of the rows above reach over.
void BodyWriter::merged_cells(std::uint32_t column) {
  for (;;) {
    OpenTable& table = m_flow->tables.back();
    if (table.column >= column || table.below[table.column].rows == 0) return;
    --table.below[table.column].rows;
    empty_cell(table.below[table.column].columns, "continue");
  }
}

void BodyWriter::begin_cell(std::uint32_t columns, std::string_view merge) {
  OpenTable& table = m_flow->tables.back();
  std::int64_t width = 0;
  for (std::uint32_t i = 0; i < columns && table.column + i < table.widths.size(); ++i)
    width += table.widths[table.column + i];
  xml().begin("w:tc").begin("w:tcPr").begin("w:tcW").attribute("w:w", table.has_widths ? width : 0);
  xml().attribute("w:type", table.has_widths ? "dxa" : "auto").end();
  if (columns > 1) xml().element("w:gridSpan", "w:val", std::int64_t{columns});
  if (!merge.empty()) xml().element("w:vMerge", "w:val", merge);
  xml().end();
  table.column += columns;
}

void BodyWriter::empty_cell(std::uint32_t columns, std::string_view merge) {
  begin_cell(columns, merge);
  xml().begin("w:p");
  const bool is_tight = m_flow->tables.back().is_tight;
  ParagraphFormat{.style = style(is_tight ? Role::small_table_text : Role::table_text)}.write(xml());
  xml().end().end();
}

// The style of the table makes the first row of its head bold, and the first column.
bool BodyWriter::is_head_by_style(const Node& cell, std::uint32_t column) const {
  const Node row = cell.parent(), group = row.parent();
  if (group.is(Kind::table_head)) return row.index() == group.index() + 1;
  return column == 0 && m_flow->tables.back().has_row_heads && !row.boolean(Key::header);
}

void BodyWriter::cell(const Node& node) {
  Surroundings& around = surround(node);
  OpenTable& table = m_flow->tables.back();
  if (table.is_flat) return;
  const TableLayout::Cell place = table.layout.next_cell();
  around.room = around.indent = around.style_indent = around.list_depth = 0;
  around.frame = nullptr;
  const bool needs_style = table.layout.is_head() && !is_head_by_style(node, place.column);
  around.style = style(table.is_tight ? Role::small_table_text : needs_style ? Role::table_heading : Role::table_text);
  around.align = table.layout.alignment(node);
  around.bold = table.is_tight && needs_style;
  around.keep_next = false;
  merged_cells(place.column);
  if (place.rows > 1) table.below[table.column] = {place.columns, place.rows - 1};
  begin_cell(place.columns, place.rows > 1 ? "restart" : "");
  for (std::uint32_t i = place.column; i < table.column && i < table.widths.size(); ++i) around.room += table.widths[i];
  m_flow->needs_paragraph = true;
  m_flow->after_table = false;
}

void BodyWriter::end_cell() {
  end_paragraph();
  if (!m_flow->tables.back().is_flat) {
    if (m_flow->needs_paragraph) empty_paragraph();
    xml().end();
  }
  end_surrounding();
}
