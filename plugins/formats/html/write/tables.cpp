// Tables: columns, groups of rows, cells.
#include <algorithm>
#include <cmath>

#include "body_writer.hpp"

using deckle::Key;
using deckle::Kind;
using deckle::Node;

namespace {

// A share of the width as a style in percent.
std::string width_style(const Node& column) {
  const double share = column.number(Key::width);
  if (!(share > 0)) return {};
  const auto tenths = static_cast<long>(std::lround(std::min(share, 1.0) * 1000));
  std::string text = "width: " + std::to_string(tenths / 10);
  if (tenths % 10 != 0) text += '.' + std::to_string(tenths % 10);
  return text + '%';
}

std::string_view alignment_style(std::string_view side) {
  if (side == "left") return "text-align: left";
  if (side == "right") return "text-align: right";
  return side == "center" ? "text-align: center" : "";
}

// HTML wants the caption and the columns before anything else, as the document has them.
bool is_last_column(const Node& column) { return column.is_last_child() || !column.next().is(Kind::column); }

const char* group_tag(const Node& group) {
  return group.is(Kind::table_head) ? "thead" : group.is(Kind::table_foot) ? "tfoot" : "tbody";
}

}  // namespace

// Whether a part belongs to the table under way. Others stand below kinds that only a plugin knows, or in a caption.
bool BodyWriter::is_in_table(const Node& part) const {
  if (m_tables.empty()) return false;
  const Node parent = part.parent();
  const Node owner = part.is(Kind::cell) ? parent.parent().parent() : part.is(Kind::row) ? parent.parent() : parent;
  return owner.index() == m_tables.back().table();
}

void BodyWriter::table(const Node& node) {
  if (m_table_captions > 0) {
    loss(node, "in the caption of a table is shown as what it contains");
    open_block("div", node);
  } else {
    open_block("table", node);
    m_tables.emplace_back(node);
    if (!m_tables.back().has_spans())
      loss(node, "has cells that reach over far more than there is; each has one place");
  }
  m_out << '\n';
}

void BodyWriter::end_table(const Node& node) {
  const bool is_table = !m_tables.empty() && m_tables.back().table() == node.index();
  m_out.fresh_line();
  m_out << (is_table ? "</table>\n" : "</div>\n");
  if (is_table) m_tables.pop_back();
}

bool BodyWriter::enter_table_part(const Node& node) {
  switch (node.kind()) {
    case Kind::caption: ++m_table_captions; return open_block("caption", node), true;
    case Kind::column: return columns(node), false;
    case Kind::row: return row(node);
    case Kind::cell: return cell(node), true;
    default:
      open_block(group_tag(node), node);
      m_out << '\n';
      return m_tables.back().begin_group(node), true;
  }
}

void BodyWriter::leave_table_part(const Node& node) {
  switch (node.kind()) {
    case Kind::caption:
      --m_table_captions;
      m_out << "</caption>\n";
      return;
    case Kind::row: return end_row();
    case Kind::cell: return end_cell();
    default: m_out << "</" << group_tag(node) << ">\n";
  }
}

void BodyWriter::columns(const Node& column) {
  if (!is_last_column(column)) return;
  const auto all = m_tables.back().columns();
  const auto says_something = [](const Node& one) { return one.raw().attr_count > one.find(Key::align).has_value(); };
  if (std::none_of(all.begin(), all.end(), says_something)) return;
  m_out.fresh_line();
  m_out << "<colgroup>\n";
  for (const Node& one : all) {
    const std::string style = width_style(one);
    begin_inline("col", one, {.style = style});
    m_out << " />\n";
  }
  for (std::size_t more = m_tables.back().undeclared_columns(); more > 0; --more) m_out << "<col />\n";
  m_out << "</colgroup>\n";
}

bool BodyWriter::row(const Node& node) {
  if (!m_tables.back().begin_row(node)) return false;
  open_block("tr", node);
  m_out << '\n';
  return true;
}

void BodyWriter::end_row() {
  while (const TableLayout::Cell* padding = m_tables.back().next_padding()) {
    m_out.fresh_line();
    m_out << "<td";
    if (padding->columns > 1) m_out.attribute("colspan", std::to_string(padding->columns));
    m_out << "></td>\n";
  }
  m_out << "</tr>\n";
}

void BodyWriter::cell(const Node& node) {
  TableLayout& layout = m_tables.back();
  const TableLayout::Cell& place = layout.next_cell();
  const std::string_view style = alignment_style(layout.alignment(node));
  begin_block(layout.is_head() ? "th" : "td", node, {.own = " rowspan colspan ", .style = style});
  if (place.rows > 1) m_out.attribute("rowspan", std::to_string(place.rows));
  if (place.columns > 1) m_out.attribute("colspan", std::to_string(place.columns));
  m_out << '>';
  m_head_cells += layout.is_head();
}

void BodyWriter::end_cell() {
  const bool is_head = m_tables.back().is_head();
  m_head_cells -= is_head;
  m_out << (is_head ? "</th>\n" : "</td>\n");
}
