// Tables: columns, groups of rows, cells.
#include <algorithm>
#include <cmath>

#include "body_writer.hpp"

using deckle::Key;
using deckle::Kind;
using deckle::Node;

namespace {

// A share of the width as a percentage.
std::string percentage(double share) {
  const auto tenths = static_cast<long>(std::lround(std::clamp(share, 0.0, 1.0) * 1000));
  std::string text = std::to_string(tenths / 10);
  if (tenths % 10 != 0) text += '.' + std::to_string(tenths % 10);
  return text + '%';
}

bool has_width(const Node& column) { return column.number(Key::width) > 0; }

// HTML wants the caption and the columns before anything else, as the document has them.
bool is_last_column(const Node& column) { return column.is_last_child() || !column.next().is(Kind::column); }

}  // namespace

void BodyWriter::table(const Node& node) {
  open_block("table", node);
  m_out << '\n';
  m_tables.emplace_back(node);
}

void BodyWriter::columns(const Node& column) {
  const auto& all = m_tables.back().columns();
  if (!is_last_column(column) || std::none_of(all.begin(), all.end(), has_width)) return;
  m_out.fresh_line();
  m_out << "<colgroup>\n";
  for (const Node& one : all) {
    m_out << "<col";
    if (has_width(one)) m_out << " style=\"width: " << percentage(one.number(Key::width)) << '"';
    m_out << " />\n";
  }
  m_out << "</colgroup>\n";
}

void BodyWriter::row_group(const Node& group) {
  const bool head = group.is(Kind::table_head);
  open_block(head ? "thead" : group.is(Kind::table_foot) ? "tfoot" : "tbody", group);
  m_out << '\n';
  m_tables.back().begin_group(head, group.integer(Key::head_columns));
}

void BodyWriter::cell(const Node& node) {
  TableLayout& layout = m_tables.back();
  const std::size_t column = layout.place(node);
  begin_block(layout.in_head_cell ? "th" : "td", node);
  if (const auto rows = node.integer(Key::row_span, 1); rows > 1) m_out.attribute("rowspan", std::to_string(rows));
  if (const auto columns = node.integer(Key::column_span, 1); columns > 1)
    m_out.attribute("colspan", std::to_string(columns));
  const std::string_view alignment = layout.alignment(node, column);
  if (!alignment.empty()) {
    m_out << " style=\"text-align: ";
    m_out.text(alignment) << '"';
  }
  m_out << '>';
}
