// Grid tables: the cells hold blocks. Their lines are read one cell after the other, as if each were a text of its own
// in a container that lines of the source cannot leave. Tables in cells are read in the same way, on a stack.
#include "block_parser.hpp"

namespace markdown {
namespace {

constexpr std::size_t most_grids = 16;  // within one another: each one's lines are looked at anew
constexpr std::size_t grid_levels = 6;  // of containers

BlockKind group_of(const Grid& grid, const GridCell& cell) {
  if (cell.top < grid.head_rows) return BlockKind::table_head;
  return cell.top < grid.rows - grid.foot_rows ? BlockKind::table_body : BlockKind::table_foot;
}

}  // namespace

BlockParser::Start BlockParser::start_grid_table() {
  if (!m_extensions.has(Extension::grid_tables) || m_leaf == Leaf::paragraph || m_line.indent() > 0)
    return Start::nothing;
  GridReader reader;
  if (!reader.begin(m_source, table_line(m_line))) return Start::nothing;
  if (m_grids.size() == most_grids || too_deep(grid_levels)) return Start::nothing;
  std::uint32_t at = m_next, behind = m_next;
  Line line;
  while (look_ahead(at, line) && reader.add(table_line(line), m_padding_left)) behind = at;
  Grid grid;
  if (!reader.finish(grid)) return Start::nothing;
  if (grid.crooked.size() > 0)
    m_problems.warn("markdown.table-row", grid.crooked, "let the bars stand below each other",
                    "the bars of this line are not where those of the table are");
  const auto first_column = static_cast<std::uint32_t>(m_tree.columns.size());
  m_tree.columns.insert(m_tree.columns.end(), grid.columns.begin(), grid.columns.end());
  const std::uint32_t table = add_table(grid.where.begin, first_column);
  m_tree.blocks[table].end = std::max(m_tree.blocks[table].end, grid.where.end);
  m_open.push_back({table, BlockKind::table, 0});
  m_grids.push_back({std::move(grid), 0, 0, m_quotes.size(), m_marked.size(), behind, m_end});
  open_cell();
  return Start::leaf;
}

void BlockParser::open_part(BlockKind kind, Range where) {
  Block& block = m_tree.blocks.emplace_back();
  block.kind = kind;
  block.begin = where.begin, block.end = where.end;
  m_open.push_back({static_cast<std::uint32_t>(m_tree.blocks.size() - 1), kind, 0});
}

// The cell whose turn it is, with the row and the group that begin with it.
void BlockParser::open_cell() {
  OpenGrid& open = m_grids.back();
  const GridCell& cell = open.grid.cells[open.cell];
  const Range begin{cell.where.begin, cell.where.begin};
  if (m_open.back().kind == BlockKind::table) open_part(group_of(open.grid, cell), begin);
  if (m_open.back().kind != BlockKind::row) open_part(BlockKind::row, begin);
  open_part(BlockKind::block_cell, cell.where);
  m_tree.blocks.back().info = {cell.right - cell.left, cell.bottom - cell.top};
  open.level = m_level = m_open.size();
  m_next = cell.first_line;
  m_end = cell.first_line + cell.line_count;
  m_blank_from = not_blank;
}

// All lines of a cell are read.
void BlockParser::next_cell() {
  OpenGrid& open = m_grids.back();
  m_level = open.level;
  close_unmatched();
  m_tree.blocks[m_open.back().block].loose = !is_compact(m_open.back().block);
  close_container();
  const Grid& grid = open.grid;
  const GridCell& cell = grid.cells[open.cell++];
  const GridCell* next = open.cell < grid.cells.size() ? &grid.cells[open.cell] : nullptr;
  if (next && next->top == cell.top) return open_cell();
  close_container();
  if (next && group_of(grid, *next) == group_of(grid, cell)) return open_cell();
  close_container();
  if (next) return open_cell();
  close_grid();
}

void BlockParser::close_grid() {
  const std::uint32_t table = container();
  close_container();
  m_next = m_grids.back().next;
  m_end = m_grids.back().end;
  m_grids.pop_back();
  m_blank_from = not_blank;
  note_table(table);
}

// Whether a paragraph ends a cell and is the only one: then it is plain.
bool BlockParser::is_compact(std::uint32_t cell) const {
  std::size_t paragraphs = 0;
  bool last = false;
  for (std::size_t i = cell + 1; i < m_tree.blocks.size(); i = m_tree.blocks[i].subtree_end) {
    if (m_tree.blocks[i].kind == BlockKind::nothing) continue;
    last = m_tree.blocks[i].kind == BlockKind::paragraph;
    paragraphs += last;
  }
  return last && paragraphs == 1;
}

}  // namespace markdown
