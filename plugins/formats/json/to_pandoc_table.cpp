// Tables: [attributes, caption, [column], head, [body], foot], of which a document may leave out what is empty.
#include "to_pandoc.hpp"
#include "vocabulary.hpp"

#include <algorithm>

namespace json {

using deckle::Key;
using deckle::Kind;
using deckle::Node;

bool ToPandoc::table(const Node& node) {
  m_json.open(R"({"t":"Table","c":[)");
  attributes(node);
  push(node, "]}", Holds::parts);
  return true;
}

bool ToPandoc::table_part(const Node& node) {
  Frame& above = top();
  const auto slot = [&](Slot to) {
    if (above.node.is(Kind::table)) advance(above, to), above.filled = true;
  };
  switch (node.kind()) {
    case Kind::caption: return caption(node);
    case Kind::column: return slot(Slot::columns), column(node), false;
    case Kind::table_head: return slot(Slot::head), attributed(node, "[", "]]", Holds::parts);
    case Kind::table_foot: return slot(Slot::foot), attributed(node, "[", "]]", Holds::parts);
    case Kind::table_body:
      slot(Slot::bodies);
      m_json.open("[");
      attributes(node);
      m_json.number(node.integer(Key::head_columns, 0));
      m_json.open("[");
      push(node, "]]", Holds::parts);
      return true;
    case Kind::row: return row(node);
    case Kind::cell: return cell(node);
    default:  // a short caption
      if (above.node.is(Kind::caption)) return bare(node, "[", "]", Holds::inlines);
      return division(node, node.kind_name(), false);
  }
}

// Closes or fills every slot before `to`.
void ToPandoc::advance(Frame& table, Slot to) {
  while (table.slot < to) {
    switch (table.slot) {
      case Slot::caption:
        if (!table.filled) m_json.raw("[null,[]]");
        m_json.open("[");
        break;
      case Slot::columns:
        if (!table.filled) default_columns(table.node);
        m_json.close("]");
        break;
      case Slot::head:
        if (!table.filled) m_json.raw(R"([["",[],[]],[]])");
        m_json.open("[");
        break;
      case Slot::bodies: m_json.close("]"); break;
      default:
        if (!table.filled) m_json.raw(R"([["",[],[]],[]])");
    }
    table.filled = false;
    table.slot = static_cast<Slot>(static_cast<int>(table.slot) + 1);
  }
}

// Pandoc needs a column for every cell: as many as the first row that has cells.
void ToPandoc::default_columns(const Node& table) {
  std::int64_t columns = 0;
  for (std::uint32_t at = table.index(); at < table.end() && columns == 0; ++at) {
    const Node row = m_in.node(at);
    if (!row.is(Kind::row)) continue;
    for (const Node cell : row.children())
      columns += std::clamp<std::int64_t>(cell.integer(Key::column_span, 1), 1, 1000);
  }
  for (; columns > 0; --columns) m_json.raw(R"([{"t":"AlignDefault"},{"t":"ColWidthDefault"}])");
}

// [short caption or null, blocks]; a Div where pandoc has no place for a caption.
bool ToPandoc::caption(const Node& node) {
  Frame& above = top();
  const bool is_slot = above.node.is(Kind::table) || (above.node.is(Kind::figure) && above.open);
  if (!is_slot) return division(node, "caption", false);
  if (above.node.is(Kind::table)) above.filled = true;
  m_json.open("[");
  if (!node.child(Kind::short_caption)) {
    m_json.raw("null");
    m_json.open("[");
  }
  begin_wrap(node, {});
  push(node, "]]", Holds::blocks);
  return true;
}

void ToPandoc::column(const Node& node) {
  begin_wrap(node, {});
  m_json.open(R"([{"t":")");
  m_json.close(pandoc_word(alignments, node.string(Key::align)));
  m_json.close("\"}");
  if (const auto width = node.find(Key::width)) {
    m_json.open(R"({"t":"ColWidth","c":)");
    m_json.number(width->number());
    m_json.close("}]");
  } else {
    m_json.raw(R"({"t":"ColWidthDefault"})");
    m_json.close("]");
  }
}

// In a body, rows that are heads come first: one that comes later begins a new body.
bool ToPandoc::row(const Node& node) {
  Frame& body = top();
  if (body.node.is(Kind::table_body)) {
    const bool header = node.boolean(Key::header);
    if (!header && !body.open) {
      m_json.close("]");
      m_json.open("[");
    } else if (header && body.open) {
      m_json.close("]]");
      m_json.open("[");
      m_json.raw(empty_attributes);
      m_json.number(body.node.integer(Key::head_columns, 0));
      m_json.open("[");
    }
    body.open = !header;
  }
  return attributed(node, "[", "]]", Holds::parts);
}

bool ToPandoc::cell(const Node& node) {
  m_json.open("[");
  attributes(node);
  m_json.open(R"({"t":")");
  m_json.close(pandoc_word(alignments, node.string(Key::align)));
  m_json.close("\"}");
  m_json.number(node.integer(Key::row_span, 1));
  m_json.number(node.integer(Key::column_span, 1));
  m_json.open("[");
  push(node, "]]", Holds::blocks);
  return true;
}

}  // namespace json
