#include "block_parser.hpp"

#include <algorithm>

namespace markdown {
namespace {

// Levels of the document that a leaf may need below its container: a table needs most.
constexpr std::uint32_t leaf_levels = 8;
constexpr std::uint32_t free_padding = 1 << 19;
constexpr std::uint64_t free_looks = 8;

// Lists hold their parts, and go on as long as nothing else comes.
constexpr bool may_hold(BlockKind container, BlockKind kind) {
  if (container == BlockKind::list) return kind == BlockKind::item;
  if (container == BlockKind::definition_list) return kind == BlockKind::term || kind == BlockKind::description;
  return true;
}

}  // namespace

BlockParser::BlockParser(std::string_view source, Extensions extensions, BlockTree& tree, Problems& problems)
    : m_source(source),
      m_extensions(extensions),
      m_tree(tree),
      m_problems(problems),
      m_most_containers(problems.max_depth() - std::min(problems.max_depth(), leaf_levels)),
      m_has_returns(source.find('\r') != std::string_view::npos),
      m_reads_elements(extensions.has(Extension::native_divs) || extensions.has(Extension::markdown_in_html_blocks)),
      m_cuts_paragraphs(m_reads_elements || extensions.has(Extension::raw_tex)),
      m_end(static_cast<std::uint32_t>(source.size())),
      m_padding_left(free_padding),
      m_looking_left(free_looks * source.size() + free_padding) {
  m_tree.lines.reserve(source.size() / 40);
  m_tree.blocks.reserve(source.size() / 40);
}

void BlockParser::parse() {
  if (m_extensions.has(Extension::pandoc_title_block)) read_title();
  for (std::uint32_t count = 0;; ++count) {
    if (count % 4096 == 0) m_problems.stop_if_cancelled();
    if (m_next < m_end) {
      m_line = line_at(m_next);
      read_line();
    } else if (!m_grids.empty()) {
      next_cell();
    } else {
      break;
    }
  }
  m_level = 0;
  close_unmatched();
}

std::uint32_t BlockParser::line_end(std::uint32_t at) {
  if (at < m_newline_from || m_next_newline < at) {
    const auto newline = m_source.find('\n', at);
    m_newline_from = at;
    m_next_newline = static_cast<std::uint32_t>(std::min(newline, m_source.size()));
  }
  if (!m_has_returns) return m_next_newline;
  const auto carriage_return = m_source.substr(at, m_next_newline - at).find('\r');
  return carriage_return == std::string_view::npos ? m_next_newline : at + static_cast<std::uint32_t>(carriage_return);
}

// The line at `at`, which moves on to the next one.
Line BlockParser::line_at(std::uint32_t& at) {
  if (!m_grids.empty()) {
    const TableLine& line = m_grids.back().grid.lines[at++];
    return {m_source, line.begin, line.end, line.column};
  }
  const std::uint32_t begin = at, end = line_end(at);
  at = end + line_ending(m_source, end);
  return {m_source, begin, end};
}

// The line at `at` behind the markers of all containers that this line stands in; false if it does not stand there.
bool BlockParser::look_ahead(std::uint32_t& at, Line& line) {
  if (at >= m_end) return false;
  line = line_at(at);
  for (std::size_t mark = m_grids.empty() ? 0 : m_grids.back().marks; mark < m_marked.size(); ++mark) {
    if (m_marked[mark] >= m_level) break;
    const Container& container = m_open[m_marked[mark]];
    if (container.kind == BlockKind::quote) {
      if (line.is_indented() || line.first() != '>') return false;
      line.skip_indent();
      line.skip(1);
      line.skip_columns(1);
    } else {
      const bool may_lack = line.is_blank() || container.kind == BlockKind::element;
      if (!may_lack && line.indent() < container.indent) return false;
      line.skip_columns(container.indent);
    }
  }
  return true;
}

void BlockParser::read_line() {
  m_level = match_containers();
  const bool continued = m_level == m_open.size() && m_leaf != Leaf::none && continue_leaf();
  if (m_line.is_blank() && (!continued || m_leaf == Leaf::indented_code)) return read_blank_line(continued);
  if (!continued) start_blocks();
  no_blank_line();
}

void BlockParser::start_blocks() {
  Start start = Start::container;
  while (start == Start::container && !m_line.is_blank()) {
    start = start_block();
    if (start == Start::nothing) start = read_text();
  }
}

// The last line is none.
void BlockParser::no_blank_line() {
  m_blank_from = not_blank;
  m_blank_lines = 0;
}

// Indented code may go on behind it.
void BlockParser::read_blank_line(bool continued) {
  if (!continued) close_unmatched();
  m_blank_from = m_quotes.empty() ? 0 : m_quotes.back() + 1;
  ++m_blank_lines;
}

// A line that begins nothing: text of a paragraph, lazily even where its containers do not match, or of a table. Behind
// its text a tag may begin something.
BlockParser::Start BlockParser::read_text() {
  if (m_leaf == Leaf::table && m_level == m_open.size() && read_table_line()) return Start::leaf;
  if (m_leaf != Leaf::paragraph) {
    m_paragraph_line = table_line(m_line);
    m_in_formula = false;
    start_leaf(Leaf::paragraph, BlockKind::paragraph, m_line.text());
  }
  add_paragraph_line();
  return m_cuts_paragraphs ? cut_paragraph() : Start::leaf;
}

// How many containers go on on this line; their markers and indentation are taken.
std::size_t BlockParser::match_containers() {
  std::size_t quotes = m_grids.empty() ? 0 : m_grids.back().quotes;
  for (std::size_t mark = m_grids.empty() ? 0 : m_grids.back().marks; mark < m_marked.size(); ++mark) {
    const std::size_t i = m_marked[mark];
    const Container& container = m_open[i];
    if (container.kind == BlockKind::quote) {
      if (m_line.is_indented() || m_line.first() != '>') return i;
      take_quote_mark(m_tree.blocks[container.block]);
      ++quotes;
    } else if (container.kind == BlockKind::element) {
      m_line.skip_columns(container.indent);
    } else {
      if (m_line.is_blank() && (m_line.indent() < container.indent || is_empty_item(i))) return match_blank(i, quotes);
      if (m_line.indent() < container.indent) return i;
      m_line.skip_columns(container.indent);
    }
  }
  return m_open.size();
}

// A blank line stands in all but quotations, and in no item that has nothing else yet: from container `from` on it is
// known at once where it ends.
std::size_t BlockParser::match_blank(std::size_t from, std::size_t quotes) {
  m_line.skip_indent();
  if (quotes < m_quotes.size()) return m_quotes[quotes];
  return is_empty_item(m_open.size() - 1) ? std::max(from, m_open.size() - 1) : m_open.size();
}

bool BlockParser::is_empty_item(std::size_t container) const {
  return m_open[container].kind == BlockKind::item && m_open[container].block + 1 == m_tree.blocks.size();
}

void BlockParser::take_quote_mark(Block& quote) {
  m_line.skip_indent();
  m_line.skip(1);
  quote.end = m_line.at();
  m_line.skip_columns(1);
}

// Adds a block to the container that this line stands in; what it does not stand in is closed.
Block& BlockParser::add_block(BlockKind kind, std::uint32_t begin) {
  close_unmatched();
  if (!m_open.empty() && !may_hold(m_open.back().kind, kind)) close_container();
  m_level = m_open.size();
  mark_loose();
  Block& block = m_tree.blocks.emplace_back();
  block.kind = kind;
  block.begin = block.end = begin;
  block.subtree_end = static_cast<std::uint32_t>(m_tree.blocks.size());
  return block;
}

void BlockParser::open_container(BlockKind kind, std::uint32_t begin, std::uint32_t indent) {
  add_block(kind, begin);
  if (kind == BlockKind::quote) m_quotes.push_back(m_open.size());
  if (kind == BlockKind::quote || indent > 0) m_marked.push_back(m_open.size());
  m_open.push_back({static_cast<std::uint32_t>(m_tree.blocks.size() - 1), kind, indent});
  m_level = m_open.size();
}

// A list is loose when a blank line parts two of its items, or two blocks in one of them.
void BlockParser::mark_loose() {
  if (m_open.empty() || m_open.size() - 1 < m_blank_from) return;
  std::size_t level = m_open.size() - 1;
  while (level > 0 && m_open[level].kind == BlockKind::element) --level;  // whose blocks stand in what is around
  const Container& parent = m_open[level];
  if (parent.block + 1 == m_tree.blocks.size()) return;  // its first block
  if (parent.kind == BlockKind::list) m_tree.blocks[parent.block].loose = true;
  if (parent.kind == BlockKind::item) m_tree.blocks[m_open[level - 1].block].loose = true;
  if (parent.kind == BlockKind::description) m_tree.blocks[parent.block].loose = true;
}

// The number of the block that this line stands in.
std::uint32_t BlockParser::container() const { return m_open.empty() ? nowhere : m_open.back().block; }

void BlockParser::close_unmatched() {
  if (m_leaf != Leaf::none) close_leaf();
  while (m_open.size() > m_level) close_container();
}

void BlockParser::close_container() {
  Block& block = m_tree.blocks[m_open.back().block];
  if (m_open.back().kind == BlockKind::quote) m_quotes.pop_back();
  if (is_element(block)) end_element(block);
  else if (m_open.back().kind == BlockKind::division && block.number == 0)
    m_problems.warn("markdown.unclosed", {block.begin, block.info.end}, "close it with a line of three colons",
                    "this division is not closed: it goes on to the end of what it stands in");
  if (!m_marked.empty() && m_marked.back() == m_open.size() - 1) m_marked.pop_back();
  block.subtree_end = static_cast<std::uint32_t>(m_tree.blocks.size());
  const Container closed = m_open.back();
  m_open.pop_back();
  if (closed.kind == BlockKind::definition_list)
    m_last_definition_list = {closed.block, block.subtree_end, m_open.size()};
  end_parent(block.end);
}

void BlockParser::end_parent(std::uint32_t end) {
  if (m_open.empty()) return;
  Block& parent = m_tree.blocks[m_open.back().block];
  parent.end = std::max(parent.end, end);
}

bool BlockParser::too_deep(std::size_t levels) {
  if (m_level + levels <= m_most_containers) return false;
  m_problems.warn_depth({m_line.text(), m_line.end()});
  return true;
}

}  // namespace markdown
