// Tables whose rows are lines. Their cells stand between pipes; where such lines would be so long that pandoc gives the
// columns widths, they stand below dashes, if they can.
#include <deckle/utf8.hpp>

#include <algorithm>
#include <string>
#include <vector>

#include "../read/cell_text.hpp"
#include "../read/table_lines.hpp"
#include "writer.hpp"

using deckle::Key;
using deckle::Kind;
using deckle::Node;

namespace markdown {
namespace {

using Cells = std::vector<std::string>;

// Every row has as many cells as there are columns. The first row is the head, if there is one.
struct LineTable {
  std::vector<std::string_view> alignments;
  std::vector<Cells> rows;
  bool has_head = false;
};

// Pipes would end the cell; that holds for code and addresses too, but not in pandoc's tables.
std::string without_pipes(std::string_view text, Extensions extensions) {
  std::string out;
  CellText cell(text, extensions);
  for (std::uint32_t at = 0, next; at < text.size(); at = next) {
    next = cell.behind(at);
    if (text[at] == '|') out += '\\';
    for (const char c : text.substr(at, next - at)) out += c == '\n' ? ' ' : c;
  }
  return out;
}

std::string pipe_row(const Cells& cells, Extensions extensions) {
  std::string line = "|";
  for (const std::string& cell : cells) line += " " + without_pipes(cell, extensions) + " |";
  return line;
}

std::string pipe_delimiters(const LineTable& table) {
  std::string line = "|";
  for (const std::string_view alignment : table.alignments)
    line += alignment == "left"     ? " :-- |"
            : alignment == "center" ? " :-: |"
            : alignment == "right"  ? " --: |"
                                    : " --- |";
  return line;
}

// A head of dashes would be what stands below the head, for a line of text before it.
std::string pipe_head(const Cells& cells, Extensions extensions) {
  std::string line = pipe_row(cells, extensions);
  if (line.find_first_not_of("|-: ") == std::string::npos)
    if (const auto first = line.find_first_of("-:"); first != std::string::npos) line.insert(first, 1, '\\');
  return line;
}

std::vector<std::string> pipe_lines(const LineTable& table, bool is_behind_text, Extensions extensions) {
  std::vector<std::string> lines;
  if (!table.has_head) lines = {pipe_row(Cells(table.alignments.size()), extensions), pipe_delimiters(table)};
  for (const Cells& row : table.rows) {
    lines.push_back(lines.empty() && is_behind_text ? pipe_head(row, extensions) : pipe_row(row, extensions));
    if (table.has_head && lines.size() == 1) lines.push_back(pipe_delimiters(table));
  }
  return lines;
}

// What there is of a text: pandoc counts characters, others what a screen shows of them.
struct Extent {
  std::size_t width, least, most;

  Extent(const std::string& text, Context& context)
      : width(context.width(text)),
        least(std::min(width, deckle::utf8::count(text))),
        most(std::max(width, deckle::utf8::count(text))) {}
};

// A column of a table below dashes. How the first of its texts stands to its dashes says how it is aligned: where they
// are as long, it is not.
struct DashedColumn {
  std::string_view alignment;
  std::size_t dashes, width = 0;  // width: up to the space before the next column

  std::size_t indent(const Extent& text) const {
    if (alignment == "right") return dashes - std::min(dashes, text.least);
    return alignment == "center" ? (dashes - std::min(dashes, text.most)) / 2 : 0;
  }
};

class DashedTable {
 public:
  // Of a table with a row at least. It must outlive this.
  DashedTable(const LineTable& table, Context& context) : m_table(table), m_context(context) {
    for (std::size_t i = 0; i < table.alignments.size(); ++i) add_column(i);
  }

  // Whether it is read as a table: what stands at the beginning of a line begins no block, no row is empty or another
  // line of dashes, and the texts that align the columns are there. What is indented goes on with a list before it.
  bool is_possible(bool is_behind_list) const {
    const Cells& first = m_table.rows[0];
    for (std::size_t i = 0; i < m_columns.size(); ++i)
      if (first[i].empty() && !m_columns[i].alignment.empty()) return false;
    for (const Cells& row : m_table.rows)
      if (row_line(row).find_first_not_of(" -") == std::string::npos) return false;
    if (m_columns.size() == 1 || m_columns[0].dashes < 3) return false;
    if (!m_table.has_head) return true;
    const bool is_indented = m_columns[0].indent(extent(first[0])) > 0;
    return m_table.rows.size() > 1 && !first[0].empty() && first[0][0] != '<' && !(is_indented && is_behind_list);
  }
  std::vector<std::string> lines() const {
    std::vector<std::string> lines;
    for (const Cells& row : m_table.rows) lines.push_back(row_line(row));
    lines.insert(lines.begin() + (m_table.has_head ? 1 : 0), dashes());
    lines.push_back(dashes());
    return lines;
  }

 private:
  Extent extent(const std::string& text) const { return {text, m_context}; }
  void add_column(std::size_t i) {
    const Extent aligning = extent(m_table.rows[0][i]);
    std::size_t most = 1;
    for (const Cells& row : m_table.rows) most = std::max(most, extent(row[i]).most);
    DashedColumn column{m_table.alignments[i], most + 2};
    if (i == 0 && m_table.has_head)  // far from the beginning of its line it would be code
      column.dashes = (column.alignment == "right" ? aligning.least : aligning.most) + 2;
    if (column.alignment.empty()) column.dashes = aligning.least > 0 ? aligning.least : most;
    column.width = column.dashes;
    for (const Cells& row : m_table.rows)
      column.width = std::max(column.width, column.indent(extent(row[i])) + extent(row[i]).width);
    m_columns.push_back(column);
  }
  std::string row_line(const Cells& row) const {
    std::string line;
    for (std::size_t i = 0; i < row.size(); ++i) {
      const Extent text = extent(row[i]);
      const std::size_t indent = m_columns[i].indent(text);
      line.append(indent, ' ').append(row[i]).append(m_columns[i].width - indent - text.width + 1, ' ');
    }
    return line;
  }
  std::string dashes() const {
    std::string line;
    for (const DashedColumn& column : m_columns)
      line.append(column.dashes, '-').append(column.width - column.dashes + 1, ' ');
    return line;
  }

  const LineTable& m_table;
  Context& m_context;
  std::vector<DashedColumn> m_columns;
};

// False if that is not possible.
bool set_below_dashes(const LineTable& table, bool is_behind_list, Context& context, std::vector<std::string>& lines) {
  if (!context.has(Extension::simple_tables) || table.rows.empty()) return false;
  const DashedTable dashed(table, context);
  if (!dashed.is_possible(is_behind_list)) return false;
  lines = dashed.lines();
  return true;
}

}  // namespace

void Writer::line_table(const Node& node) {
  LineTable table;
  for (const Node part : node.children()) {
    if (part.is(Kind::column)) table.alignments.push_back(part.string(Key::align));
    if (part.is(Kind::column) || part.is(Kind::caption)) continue;
    for (const Node row : part.children()) {
      Cells& cells = table.rows.emplace_back();
      const bool may_begin_block = table.rows.size() == 1 && has(Extension::simple_tables);
      for (const Node cell : row.children())
        cells.push_back(cell.has_children() ? inlines(*cell.children().begin(), false, may_begin_block)
                                            : std::string());
      if (part.is(Kind::table_head)) table.has_head = true;
      table.alignments.resize(std::max(table.alignments.size(), cells.size()));
    }
  }
  const std::size_t columns = table.alignments.size();
  for (Cells& row : table.rows) row.resize(columns);
  if (columns == 0) return;
  std::vector<std::string> lines = pipe_lines(table, !m_lines.is_apart(), m_context.extensions);
  const auto is_wide = [this](const std::string& line) { return m_context.width(line) > columns_of_page; };
  const bool is_behind_list = m_last_list.end == node.index();
  if (has(Extension::pandoc_rules) && std::ranges::any_of(lines, is_wide) &&
      !set_below_dashes(table, is_behind_list, m_context, lines))
    loss(node, "has lines so long that its columns get widths");
  if (!has(Extension::pandoc_rules) && !table.has_head) loss(node, "has no head and gets an empty one");
  for (const std::string& line : lines) {
    m_lines.separate(1);
    m_lines.write(line);
  }
}

}  // namespace markdown
