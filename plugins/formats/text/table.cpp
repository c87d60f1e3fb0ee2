#include "table.hpp"

#include <numeric>

#include "blocks.hpp"

namespace {

using deckle::Key;
using deckle::Kind;
using deckle::Node;

constexpr std::size_t most_columns = 64;  // a table with more is written row by row
constexpr std::size_t gap = 2;            // spaces between columns

struct Cell {
  Node node;
  std::size_t column, span;
  std::string_view align;
  std::vector<std::string> lines;
};

struct Row {
  std::vector<Cell> cells;
  Kind part;  // table-head, table-body, table-foot
  bool ends_part;
};

std::vector<std::string> split(std::string_view text) {
  std::vector<std::string> lines;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t end = std::min(text.find('\n', at), text.size());
    lines.emplace_back(text.substr(at, end - at));
    at = end + 1;
  }
  return lines;
}

class Table {
 public:
  Table(const Node& table, Session& session, unsigned tables_around)
      : m_session(session), m_tables_around(tables_around) {
    for (const Node& part : table.children()) {
      if (part.is(Kind::column)) m_aligns.push_back(part.string(Key::align));
      else if (part.is(Kind::caption)) m_caption = part;
      else read_part(part);
    }
  }

  std::string set(std::size_t columns) {
    if (m_column_count > most_columns) set_rows_as_lines();
    else if (m_column_count > 0) set_in_columns(columns);
    if (const std::string text = m_caption ? caption_text(columns) : ""; !text.empty())
      m_out += (m_out.empty() ? ": " : "\n: ") + text;
    return std::move(m_out);
  }

 private:
  // The lines of the caption; a short one alone has none.
  std::string caption_text(std::size_t columns) const {
    BlockWriter writer(m_session, columns, m_tables_around + 1);
    for (const Node& block : m_caption->children())
      if (!block.is(Kind::short_caption)) writer.write(block);
    return writer.take();
  }

  void read_part(const Node& part) {
    std::vector<std::size_t> blocked;  // rows that a cell from above still takes in each column
    for (const Node& row : part.children()) {
      m_rows.push_back({{}, part.kind(), row.boolean(Key::header)});
      std::size_t column = 0;
      for (const Node& cell : row.children()) {
        while (column < blocked.size() && blocked[column] > 0) ++column;
        const auto span =
            static_cast<std::size_t>(std::clamp<std::int64_t>(cell.integer(Key::column_span, 1), 1, most_columns));
        const auto rows =
            static_cast<std::size_t>(std::clamp<std::int64_t>(cell.integer(Key::row_span, 1), 1, 1 << 20));
        if (column < most_columns) {
          if (blocked.size() < column + span) blocked.resize(column + span);
          for (std::size_t k = 0; k < span; ++k) blocked[column + k] = rows;
        }
        const std::string_view own = cell.string(Key::align),
                               of_column = column < m_aligns.size() ? m_aligns[column] : std::string_view();
        m_rows.back().cells.push_back({cell, column, span, own.empty() ? of_column : own, {}});
        column += span;
      }
      m_column_count = std::max(m_column_count, column);
      for (std::size_t& left : blocked) left -= left > 0 ? 1 : 0;
    }
    if (!m_rows.empty() && part.has_children()) m_rows.back().ends_part = true;
  }

  std::vector<std::string> set_cell(const Node& cell, std::size_t columns) const {
    BlockWriter writer(m_session, columns, m_tables_around + 1);
    writer.write(cell);
    return split(writer.take());
  }

  std::size_t widest(const std::vector<std::string>& lines) const {
    std::size_t width = 0;
    for (const std::string& line : lines) width = std::max(width, m_session.typesetter.width(line));
    return width;
  }

  // First every cell as wide as it likes, then, where that is too wide, once more in what its columns got.
  void set_in_columns(std::size_t columns) {
    std::vector<std::size_t> wanted(m_column_count, 1);
    for (Row& row : m_rows) {
      for (Cell& cell : row.cells) {
        cell.lines = set_cell(cell.node, m_session.wrap == Wrap::automatic ? endless : columns);
        if (cell.span == 1) wanted[cell.column] = std::max(wanted[cell.column], widest(cell.lines));
      }
    }
    const std::size_t gaps = gap * (m_column_count - 1);
    m_widths = m_session.wrap == Wrap::automatic ? fitted(wanted, columns > gaps ? columns - gaps : 1) : wanted;
    bool tall = false;
    for (Row& row : m_rows) {
      for (Cell& cell : row.cells) {
        if (widest(cell.lines) > width_of(cell)) cell.lines = set_cell(cell.node, width_of(cell));
        tall = tall || cell.lines.size() > 1;
      }
    }
    const bool has_head = !m_rows.empty() && m_rows.front().part == Kind::table_head;
    if (!has_head) rule();
    for (std::size_t k = 0; k < m_rows.size(); ++k) {
      put(m_rows[k]);
      const bool last = k + 1 == m_rows.size();
      if (!last && m_rows[k].ends_part) rule();
      else if (!last && tall) m_out += '\n';
    }
    if (!has_head) rule();
  }

  std::size_t width_of(const Cell& cell) const {
    const auto first = m_widths.begin() + static_cast<std::ptrdiff_t>(cell.column);
    return std::accumulate(first, first + static_cast<std::ptrdiff_t>(cell.span), gap * (cell.span - 1));
  }

  void put(const Row& row) {
    std::size_t height = 0;
    for (const Cell& cell : row.cells) height = std::max(height, cell.lines.size());
    for (std::size_t k = 0; k < height; ++k) {
      std::string line;
      std::size_t filled = 0, next = 0, at = 0;
      for (const Cell& cell : row.cells) {
        for (; next < cell.column; ++next) at += m_widths[next] + gap;
        const std::string_view text = k < cell.lines.size() ? std::string_view(cell.lines[k]) : std::string_view();
        const std::size_t own = m_session.typesetter.width(text), room = width_of(cell);
        const std::size_t spare = room > own ? room - own : 0;
        const std::size_t before = cell.align == "right" ? spare : cell.align == "center" ? spare / 2 : 0;
        if (!text.empty() && at + before > filled) line.append(at + before - filled, ' '), filled = at + before;
        if (!text.empty()) line += text, filled += own;
        at += room + gap;
        next = cell.column + cell.span;
      }
      m_out += line + "\n";
    }
  }

  void rule() {
    std::string line;
    for (const std::size_t width : m_widths)
      line += (line.empty() ? "" : std::string(gap, ' ')) + std::string(width, '-');
    m_out += line + "\n";
  }

  void set_rows_as_lines() {
    for (const Row& row : m_rows) {
      std::string line;
      for (const Cell& cell : row.cells) {
        std::string text;
        for (const std::string& part : set_cell(cell.node, endless)) text += (text.empty() ? "" : " ") + part;
        line += (line.empty() ? "" : " | ") + text;
      }
      m_out += line + "\n";
    }
  }

  Session& m_session;
  unsigned m_tables_around;
  std::vector<std::string_view> m_aligns;
  std::vector<Row> m_rows;
  std::optional<Node> m_caption;
  std::size_t m_column_count = 0;
  std::vector<std::size_t> m_widths;
  std::string m_out;
};

}  // namespace

std::string set_table(const Node& table, Session& session, std::size_t columns, unsigned tables_around) {
  return Table(table, session, tables_around).set(columns);
}

std::vector<std::size_t> fitted(const std::vector<std::size_t>& wanted, std::size_t available) {
  std::vector<std::size_t> order(wanted.size()), widths(wanted.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) { return wanted[a] < wanted[b]; });
  for (std::size_t k = 0; k < order.size(); ++k) {
    const std::size_t share = std::max<std::size_t>(available / (order.size() - k), 1);
    widths[order[k]] = std::min(wanted[order[k]], share);
    available -= std::min(available, widths[order[k]]);
  }
  return widths;
}
