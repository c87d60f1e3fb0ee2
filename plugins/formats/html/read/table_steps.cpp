#include "table_steps.hpp"

#include <algorithm>
#include <cmath>
#include <map>
#include <optional>

#include "css/css.hpp"

using deckle::Kind;

namespace html {
namespace {

// HTML's own bounds of spans (4.9.11), and ours of columns: no cell is lost by it.
constexpr unsigned most_columns = 1000, most_rows = 65534;
constexpr std::size_t free_padding = 1000;

struct Cell {
  const GumboNode* node;
  unsigned column, columns, rows;
  bool is_head;
  std::string_view align;
};
struct Row {
  const GumboNode* node;
  std::vector<Cell> cells;
  unsigned end = 0;         // the column behind its last one
  unsigned head_begin = 0;  // columns at its beginning that hold heads
  bool is_all_heads() const {
    return !cells.empty() && std::all_of(cells.begin(), cells.end(), [](const Cell& cell) { return cell.is_head; });
  }
};
struct Group {
  const GumboNode* node;
  std::vector<Row> rows;
};
struct Column {
  const GumboNode* node = nullptr;
  std::string_view align = {};
  double width = 0;
};

std::string_view align_of(const GumboNode& node) {
  std::string_view value = css::value_of(attribute_of(node, "style"), "text-align");
  if (value.empty()) value = attribute_of(node, "align");
  for (const std::string_view known : {"left", "right", "center"})
    if (value.size() == known.size() && css::is_word(value, known)) return known;
  return {};
}

unsigned span_of(const GumboNode& cell, const char* name, unsigned most) {
  const auto given = number_of(attribute_of(cell, name));
  return given && *given > 0 ? std::min(static_cast<unsigned>(*given), most) : 1;
}

std::string_view written_width(const GumboNode& node) {
  const std::string_view value = css::value_of(attribute_of(node, "style"), "width");
  return value.empty() ? attribute_of(node, "width") : value;
}

// Shares of the width alone: how wide a page is nobody knows.
double share_of(std::string_view width) {
  const auto length = css::length_of(width);
  if (!length || !length->is_percent() || !(length->number > 0)) return 0;
  return std::round(std::min(length->number, 100.0) * 1000) / 100'000;  // 33.3% is 0.333, as near as can be
}

// HTML 4 has parts of what the columns have together: width="3*". 0 for none.
double parts_of(const GumboNode& column) {
  const std::string_view width = attribute_of(column, "width");
  const auto length = css::length_of(width.substr(0, width.find('*')));
  return width.find('*') != width.npos && length && length->unit.empty() ? std::max(length->number, 0.0) : 0;
}

class Table {
 public:
  explicit Table(const GumboNode& table) {
    for (unsigned i = 0; i < child_count(table); ++i) {
      const GumboNode& child = child_of(table, i);
      switch (tag_of(child)) {
        case GUMBO_TAG_CAPTION:
          if (!m_caption) m_caption = &child;
          break;
        case GUMBO_TAG_COLGROUP: add_columns(child); break;
        case GUMBO_TAG_THEAD:
          m_head ? add_group(m_bodies.emplace_back(), child) : add_group(m_head.emplace(), child);
          break;
        case GUMBO_TAG_TFOOT:
          m_foot ? add_group(m_bodies.emplace_back(), child) : add_group(m_foot.emplace(), child);
          break;
        case GUMBO_TAG_TBODY: add_group(m_bodies.emplace_back(), child); break;
        default: break;
      }
    }
    promote_head();
    find_alignment();
    share_parts(share_of(written_width(table)));
  }

  std::vector<TableStep> steps() {
    if (m_cells == 0) return {};
    if (m_caption) open(Kind::caption, m_caption);
    m_columns.resize(m_width);
    for (const Column& column : m_columns) {
      TableStep& step = add(TableStep::What::leaf, Kind::column, column.node);
      step.align = column.align;
      step.width = column.width;
    }
    if (m_head && !m_head->rows.empty()) write(*m_head, Kind::table_head);
    for (const Group& body : m_bodies)
      if (!body.rows.empty()) write(body, Kind::table_body);
    if (m_foot && !m_foot->rows.empty()) write(*m_foot, Kind::table_foot);
    return std::move(m_steps);
  }

 private:
  // 4.9.12, "forming a table": cells go where nothing reaches to from above.
  void add_group(Group& group, const GumboNode& element) {
    group.node = &element;
    std::vector<Below> below;  // of columns: rows that a cell still reaches over
    for (unsigned i = 0; i < child_count(element); ++i) {
      const GumboNode& child = child_of(element, i);
      if (tag_of(child) != GUMBO_TAG_TR) continue;
      add_row(group.rows.emplace_back(), child, align_of(element), below);
    }
    const auto count = static_cast<unsigned>(group.rows.size());
    for (unsigned i = 0; i < count; ++i)
      for (Cell& cell : group.rows[i].cells) cell.rows = std::min(cell.rows, count - i);
  }

  struct Below {
    unsigned rows;
    bool is_head;
  };

  void add_row(Row& row, const GumboNode& element, std::string_view group_align, std::vector<Below>& below) {
    row.node = &element;
    const std::string_view own = align_of(element);
    unsigned column = 0;
    std::vector<Below> next = below;
    for (Below& one : next) one.rows -= one.rows > 0;
    const auto pass = [&] {
      while (column < below.size() && below[column].rows > 0) ++column;
    };
    for (unsigned i = 0; i < child_count(element); ++i) {
      const GumboNode& child = child_of(element, i);
      const GumboTag tag = tag_of(child);
      if (tag != GUMBO_TAG_TD && tag != GUMBO_TAG_TH) continue;
      pass();
      Cell cell{&child,
                column,
                span_of(child, "colspan", most_columns),
                span_of(child, "rowspan", most_rows),
                tag == GUMBO_TAG_TH,
                align_of(child)};
      if (cell.align.empty()) cell.align = own.empty() ? group_align : own;
      if (number_of(attribute_of(child, "rowspan")) == 0) cell.rows = most_rows;  // to the end of its group
      if (column + cell.columns > most_columns) cell.columns = cell.rows = 1;
      column += cell.columns;
      if (next.size() < column) next.resize(column, {0, false});
      for (unsigned at = cell.column; at < column; ++at) next[at] = {cell.rows - 1, cell.is_head};
      row.cells.push_back(cell);
      ++m_cells;
    }
    pass();
    row.end = column;
    row.head_begin = heads(row, below);
    m_width = std::max({m_width, row.end, static_cast<unsigned>(next.size())});
    while (!next.empty() && next.back().rows == 0) next.pop_back();
    below = std::move(next);
  }

  static unsigned heads(const Row& row, const std::vector<Below>& below) {
    unsigned column = 0;
    auto cell = row.cells.begin();
    for (;;) {
      if (column < below.size() && below[column].rows > 0) {
        if (!below[column].is_head) return column;
        ++column;
      } else {
        if (cell == row.cells.end() || !cell->is_head) return column;
        column += cell++->columns;
      }
    }
  }

  void add_columns(const GumboNode& group) {
    const auto add_some = [&](const GumboNode& node) {
      Column column{&node, align_of(node), share_of(written_width(node))};
      if (column.align.empty()) column.align = align_of(group);
      for (unsigned i = span_of(node, "span", most_columns); i > 0 && m_columns.size() < most_columns; --i) {
        m_columns.push_back(column);
        column.node = nullptr;  // its identifier is given once
      }
    };
    bool has_columns = false;
    for (unsigned i = 0; i < child_count(group); ++i) {
      if (tag_of(child_of(group, i)) != GUMBO_TAG_COL) continue;
      add_some(child_of(group, i));
      has_columns = true;
    }
    if (!has_columns) add_some(group);
  }

  // Where all columns have parts, of the table's own share.
  void share_parts(double table) {
    double all = 0;
    for (const Column& column : m_columns) {
      const double parts = column.node ? parts_of(*column.node) : 0;
      if (parts <= 0) return;
      all += parts;
    }
    const double whole = table > 0 ? table : 1;
    for (Column& column : m_columns) column.width = std::round(parts_of(*column.node) / all * whole * 1000) / 1000;
  }

  // Without <thead> the first row is the head if there is nothing but heads in it.
  void promote_head() {
    if ((m_head && !m_head->rows.empty()) || m_bodies.empty() || m_bodies[0].rows.empty()) return;
    std::vector<Row>& rows = m_bodies[0].rows;
    const auto is_one_row = [](const Cell& cell) { return cell.rows == 1; };
    if (!rows[0].is_all_heads() || !std::all_of(rows[0].cells.begin(), rows[0].cells.end(), is_one_row)) return;
    m_head.emplace(Group{nullptr, {}}).rows.push_back(std::move(rows[0]));
    rows.erase(rows.begin());
  }

  template <class Visit>
  void for_each_cell(Visit visit) {
    const auto of_group = [&](Group& group) {
      for (Row& row : group.rows)
        for (Cell& cell : row.cells) visit(cell);
    };
    if (m_head) of_group(*m_head);
    for (Group& body : m_bodies) of_group(body);
    if (m_foot) of_group(*m_foot);
  }

  // What all cells of a column have is the column's.
  void find_alignment() {
    for_each_cell([&](Cell& cell) {
      if (cell.align.empty() && cell.column < m_columns.size()) cell.align = m_columns[cell.column].align;
    });
    m_columns.resize(m_width);
    std::vector<std::optional<std::string_view>> common(m_width);
    for_each_cell([&](const Cell& cell) {
      std::optional<std::string_view>& one = common[cell.column];
      one = !one || *one == cell.align ? cell.align : std::string_view();
    });
    for (unsigned i = 0; i < m_width; ++i) m_columns[i].align = common[i].value_or(std::string_view());
    for_each_cell([&](Cell& cell) {
      if (cell.align == m_columns[cell.column].align) cell.align = {};
    });
  }

  TableStep& add(TableStep::What what, Kind kind, const GumboNode* node) {
    TableStep& step = m_steps.emplace_back();
    step.what = what;
    step.kind = kind;
    step.node = node;
    return step;
  }
  TableStep& open(Kind kind, const GumboNode* node) { return add(TableStep::What::open, kind, node); }

  void write(const Group& group, Kind kind) {
    const bool is_body = kind == Kind::table_body;
    const auto heads_end =
        std::find_if(group.rows.begin(), group.rows.end(), [](const Row& row) { return !row.is_all_heads(); });
    unsigned head_columns = m_width;
    for (auto row = heads_end; row != group.rows.end(); ++row) head_columns = std::min(head_columns, row->head_begin);
    TableStep& opened = open(kind, group.node);
    if (is_body && heads_end != group.rows.end()) opened.head_columns = head_columns;
    for (auto row = group.rows.begin(); row != group.rows.end(); ++row) {
      open(Kind::row, row->node).is_header = is_body && row < heads_end;
      for (const Cell& cell : row->cells) {
        TableStep& step = open(Kind::cell, cell.node);
        step.align = cell.align;
        step.rows = cell.rows;
        step.columns = cell.columns;
      }
      for (unsigned i = row->end; i < m_width && m_padding < m_cells + free_padding; ++i, ++m_padding)
        add(TableStep::What::leaf, Kind::cell, nullptr);
      add(TableStep::What::close, Kind::row, nullptr);
    }
    add(TableStep::What::close, kind, nullptr);
  }

  const GumboNode* m_caption = nullptr;
  std::vector<Column> m_columns;
  std::optional<Group> m_head, m_foot;
  std::vector<Group> m_bodies;
  unsigned m_width = 0;
  std::size_t m_cells = 0, m_padding = 0;
  std::vector<TableStep> m_steps;
};

}  // namespace

std::vector<TableStep> table_steps(const GumboNode& table) { return Table(table).steps(); }

}  // namespace html
