// Tables: [attributes, caption, [column], head, [body], foot].
#include "from_pandoc_word.hpp"

namespace json {

using deckle::Key;
using deckle::Kind;

namespace {

bool is_empty(const Value& attributes) {
  const List parts = attributes.list("attributes: [identifier, classes, key-value pairs]", 3);
  return parts[0].string("an identifier: a string").empty() && parts[1].list("a list of classes").empty() &&
         parts[2].list("a list of key-value pairs").empty();
}

}  // namespace

void FromPandoc::table(const Tagged& node) {
  const List parts = node.inner().list("[attributes, caption, columns, head, bodies, foot]", 6);
  open(Kind::table, node.whole);
  attributes(parts[0]);
  plan({task(Step::columns, parts[2].list("a list of columns")), task(Step::row_group, parts[3]),
        task(Step::bodies, parts[4].list("a list of table bodies")), task(Step::foot, parts[5]), close()});
  std::vector<Task> tasks;
  caption(parts[1], tasks);
  m_tasks.insert(m_tasks.end(), tasks.rbegin(), tasks.rend());
}

// [short caption or null, blocks]. No node for a caption that says nothing.
void FromPandoc::caption(const Value& value, std::vector<Task>& tasks) {
  const List parts = value.list("a caption: [short caption or null, blocks]", 2);
  const List blocks = parts[1].list("a list of blocks");
  const bool has_short = !parts[0].is(Type::null);
  if (!has_short && blocks.empty()) return;
  open(Kind::caption, value);
  if (has_short) {
    const List inlines = parts[0].list("a short caption: a list of inlines, or null");
    open(Kind::short_caption, parts[0]);
    if (!inlines.empty()) tasks.push_back(task(Step::inlines, inlines));
    tasks.push_back(close());
  }
  if (!blocks.empty()) tasks.push_back(task(Step::blocks, blocks));
  tasks.push_back(close());
}

void FromPandoc::column(const Value& element) {
  const List parts = element.list("a column: [alignment, width]", 2);
  m_out.leaf(Kind::column, {}, where(element));
  const std::string_view align = word(alignments, parts[0], "an alignment: AlignLeft, AlignDefault, ...");
  if (!align.empty()) m_out.attribute(Key::align, align);
  const Tagged width(parts[1], "a width: ColWidth or ColWidthDefault");
  if (width.name == "ColWidth") m_out.attribute(Key::width, width.inner().number("a width: a number"));
  else if (width.name != "ColWidthDefault") parts[1].unexpected("a width: ColWidth or ColWidthDefault");
}

void FromPandoc::row_group(Kind kind, const Value& element) {
  const List parts = element.list("a table head or foot: [attributes, rows]", 2);
  const List rows = parts[1].list("a list of rows");
  if (rows.empty() && is_empty(parts[0])) return;
  attributed(kind, element, parts[0], Step::rows, rows);
}

void FromPandoc::body(const Value& element) {
  const List parts = element.list("a table body: [attributes, head columns, head rows, rows]", 4);
  open(Kind::table_body, element);
  attributes(parts[0]);
  const std::int64_t head_columns = parts[1].integer("the number of head columns");
  if (head_columns != 0) m_out.attribute(Key::head_columns, head_columns);
  plan({task(Step::header_rows, parts[2].list("a list of rows")), task(Step::rows, parts[3].list("a list of rows")),
        close()});
}

void FromPandoc::row(const Value& element, bool header) {
  const List parts = element.list("a row: [attributes, cells]", 2);
  open(Kind::row, element);
  attributes(parts[0]);
  if (header) m_out.attribute(Key::header, true);
  plan({task(Step::cells, parts[1].list("a list of cells")), close()});
}

void FromPandoc::cell(const Value& element) {
  const List parts = element.list("a cell: [attributes, alignment, row span, column span, blocks]", 5);
  open(Kind::cell, element);
  attributes(parts[0]);
  const std::string_view align = word(alignments, parts[1], "an alignment: AlignLeft, AlignDefault, ...");
  if (!align.empty()) m_out.attribute(Key::align, align);
  const std::int64_t row_span = parts[2].integer("a row span: a number");
  if (row_span != 1) m_out.attribute(Key::row_span, row_span);
  const std::int64_t column_span = parts[3].integer("a column span: a number");
  if (column_span != 1) m_out.attribute(Key::column_span, column_span);
  plan({task(Step::blocks, parts[4].list("a list of blocks")), close()});
}

}  // namespace json
