// The blocks that a line may begin, chosen by its first character.
#include "attributes.hpp"
#include "block_parser.hpp"
#include "html_syntax.hpp"

namespace markdown {

BlockParser::Start BlockParser::start_block() {
  if (m_line.is_indented()) return start_indented_code();
  switch (m_line.first()) {
    case '>': return start_quote();
    case '#':
      if (start_heading() == Start::leaf) return Start::leaf;
      return start_item();
    case '~':
      if (const Start start = start_description(); start != Start::nothing) return start;
      [[fallthrough]];
    case '`': return start_fence();
    case '<': return start_html();
    case '\\': return start_tex();
    case '=': return start_underlined();
    case '_': return start_thematic_break();
    case '[': return start_footnote();
    case ':':
      if (close_division()) return Start::leaf;
      if (const Start start = start_division(); start != Start::nothing) return start;
      if (const Start start = start_description(); start != Start::nothing) return start;
      [[fallthrough]];
    case '|':
      if (const Start start = start_pipe_table(); start != Start::nothing) return start;
      return start_line_block();
    case '-':
      if (start_underlined() == Start::leaf || start_metadata() == Start::leaf || start_dashed_table() == Start::leaf)
        return Start::leaf;
      [[fallthrough]];
    case '*':
      if (start_thematic_break() == Start::leaf) return Start::leaf;
      [[fallthrough]];
    case '+':
      if (const Start start = start_item(); start != Start::nothing) return start;
      if (const Start start = start_grid_table(); start != Start::nothing) return start;
      // No underline is a table's.
      return in_paragraph() && underline_level(m_line.rest()) > 0 ? Start::nothing : start_pipe_table();
    default:
      return is_digit(m_line.first()) || m_extensions.has(Extension::fancy_lists) ? start_item() : Start::nothing;
  }
}

BlockParser::Start BlockParser::start_quote() {
  const bool interrupts = m_leaf == Leaf::paragraph && m_extensions.has(Extension::blank_before_blockquote);
  if (interrupts || too_deep()) return Start::nothing;
  open_container(BlockKind::quote, m_line.text(), 0);
  take_quote_mark(m_tree.blocks.back());
  return Start::container;
}

// A heading whose writer forgot the space. Numbers (#1) and most tags (#tag) look otherwise.
void BlockParser::tell_missing_space() {
  const std::string_view line = m_line.rest();
  const std::size_t level = std::min(line.find_first_not_of('#'), line.size());
  if (level > 6 || level == line.size() || m_leaf == Leaf::paragraph) return;
  if (!is_capital(line[level]) && (level == 1 || !is_letter(line[level]))) return;
  const auto begin = m_line.text();
  m_problems.note("markdown.heading-space", {begin, begin + static_cast<std::uint32_t>(level)},
                  "put a space behind the #", "this is text and no heading");
}

BlockParser::Start BlockParser::start_heading() {
  const bool wants_space = m_extensions.has(Extension::space_in_atx_header);
  const std::uint32_t level = heading_level(m_line.rest(), wants_space);
  const bool interrupts = m_leaf == Leaf::paragraph && m_extensions.has(Extension::blank_before_header);
  const bool indented = m_line.indent() > 0 && m_extensions.has(Extension::pandoc_rules);
  if (level == 0 && wants_space) tell_missing_space();
  if (level == 0 || interrupts || indented) return Start::nothing;
  const std::uint32_t begin = m_line.text();
  const std::uint32_t attributes = heading_attributes(m_line.rest());
  const Range text = heading_text(m_line.rest().substr(0, attributes), level, wants_space);
  Block& block = add_block(BlockKind::heading, begin);
  block.number = level;
  block.info = {begin + attributes, m_line.end()};
  block.first_line = static_cast<std::uint32_t>(m_tree.lines.size());
  block.line_count = 1;
  block.end = begin + static_cast<std::uint32_t>(trimmed(m_line.rest()).size());
  m_tree.lines.push_back({begin + text.begin, begin + text.end, 0});
  end_parent(block.end);
  return Start::leaf;
}

// Where the attributes of a heading begin in its last line; the line's length if it has none.
std::uint32_t BlockParser::heading_attributes(std::string_view line) const {
  const bool may = m_extensions.has(Extension::header_attributes);
  return may ? trailing_attributes(line) : static_cast<std::uint32_t>(line.size());
}

// A paragraph becomes a heading, unless it is all definitions. In pandoc's dialect it is one line.
BlockParser::Start BlockParser::start_underlined() {
  const std::uint32_t level = in_paragraph() ? underline_level(m_line.rest()) : 0;
  const bool one_line = level > 0 && m_tree.lines.size() - leaf().first_line == 1;
  if (level == 0 || (!one_line && m_extensions.has(Extension::pandoc_rules))) return Start::nothing;
  Block& block = leaf();
  close_leaf();
  if (block.kind == BlockKind::nothing) return Start::nothing;
  block.kind = BlockKind::heading;
  block.number = level;
  Slice& last = m_tree.lines.back();
  block.info.begin = last.begin + heading_attributes(m_source.substr(last.begin, last.end - last.begin));
  block.info.end = last.end;
  last.end = block.info.begin;
  block.end = m_line.text() + static_cast<std::uint32_t>(trimmed(m_line.rest()).size());
  end_parent(block.end);
  return Start::leaf;
}

BlockParser::Start BlockParser::start_thematic_break() {
  const bool interrupts = m_leaf == Leaf::paragraph && m_extensions.has(Extension::pandoc_rules);
  if (interrupts || !is_thematic_break(m_line.rest())) return Start::nothing;
  Block& block = add_block(BlockKind::thematic_break, m_line.text());
  block.end = block.begin + static_cast<std::uint32_t>(trimmed(m_line.rest()).size());
  end_parent(block.end);
  return Start::leaf;
}

BlockParser::Start BlockParser::start_fence() {
  const bool ticks = m_line.first() == '`';
  if (!m_extensions.has(ticks ? Extension::backtick_code_blocks : Extension::fenced_code_blocks)) return Start::nothing;
  const auto fence = opening_fence(m_line.rest());
  const bool may_interrupt = ticks || !m_extensions.has(Extension::pandoc_rules);
  if (!fence || (m_leaf == Leaf::paragraph && !may_interrupt)) return Start::nothing;
  start_leaf(Leaf::fenced_code, BlockKind::code, m_line.text());
  m_fence = *fence;
  m_fence.indent = m_line.indent();
  const std::string_view info = trimmed(m_line.rest().substr(fence->length));
  if (!info.empty()) {
    leaf().info.begin = static_cast<std::uint32_t>(info.data() - m_source.data());
    leaf().info.end = leaf().info.begin + static_cast<std::uint32_t>(info.size());
  }
  leaf().end = m_line.end();
  return Start::leaf;
}

BlockParser::Start BlockParser::start_html() {
  const int kind = html_block_kind(m_line.rest());
  if (m_reads_elements && kind != 1)
    if (const Start start = start_element(); start != Start::nothing) return start;
  if (kind == 0 || !m_extensions.has(Extension::raw_html)) return Start::nothing;
  const bool with_elements = m_extensions.has(Extension::markdown_in_html_blocks);
  const bool may_interrupt = with_elements ? kind == 1 : kind != 7;
  if ((with_elements && kind >= 6) || (m_leaf == Leaf::paragraph && !may_interrupt)) return Start::nothing;
  if (with_elements && m_leaf == Leaf::paragraph) leaf().number = ended_by_block;
  start_leaf(Leaf::html, BlockKind::html, m_line.text());
  m_html_kind = kind;
  return add_html_line() ? Start::leaf : Start::container;
}

BlockParser::Start BlockParser::start_indented_code() {
  if (m_leaf == Leaf::paragraph) return Start::nothing;
  start_leaf(Leaf::indented_code, BlockKind::code, m_line.text());
  m_line.skip_columns(4);
  add_line();
  return Start::leaf;
}

std::optional<ListMarker> BlockParser::find_list_marker() const {
  const char first = m_line.first();
  if (!m_extensions.has(Extension::fancy_lists) || first == '-' || first == '*' || first == '+')
    return list_marker(m_line.rest());
  const bool in_list = m_level > 0 && m_open[m_level - 1].kind == BlockKind::list;
  return fancy_list_marker(m_line.rest(), in_list ? m_tree.blocks[m_open[m_level - 1].block].style : ListStyle::any);
}

// Whether an item may begin where a paragraph is open; in CommonMark not one without text, or any but the first.
bool BlockParser::may_interrupt(const ListMarker& marker, bool empty) const {
  if (m_extensions.has(Extension::lists_without_preceding_blankline))
    return !in_paragraph() || m_extensions.has(Extension::pandoc_rules) ||
           !(empty || (marker.is_ordered() && marker.number != 1));
  return m_open.size() > 0 && m_open.back().kind == BlockKind::item;
}

// Whether the list that is open has such items.
bool BlockParser::goes_on(const Block& list, const ListMarker& marker) const {
  const bool bullet = list.marker == '-' || list.marker == '+' || list.marker == '*';
  if (bullet && !marker.is_ordered() && m_extensions.has(Extension::pandoc_rules)) return true;
  if (list.marker != marker.mark) return false;
  return list.style == marker.style || marker.style == ListStyle::any ||
         (list.style == ListStyle::any && marker.style == ListStyle::decimal);
}

// An item, in the list that is open or in a new one.
BlockParser::Start BlockParser::start_item() {
  const auto marker = find_list_marker();
  if (!marker) return Start::nothing;
  const bool empty = trimmed(m_line.rest().substr(marker->length)).empty();
  if (m_leaf == Leaf::paragraph && !may_interrupt(*marker, empty)) return Start::nothing;
  if (too_deep()) return Start::nothing;
  const std::uint32_t begin = m_line.text(), before = m_line.indent();
  close_unmatched();
  const bool in_list = !m_open.empty() && m_open.back().kind == BlockKind::list;
  if (!in_list || !goes_on(m_tree.blocks[m_open.back().block], *marker)) {
    open_container(BlockKind::list, begin, 0);
    Block& list = m_tree.blocks.back();
    list.marker = marker->mark;
    list.style = marker->style;
    list.number = m_extensions.has(Extension::startnum) ? marker->number : 1;
  }
  m_line.skip_indent();
  m_line.skip(marker->length);
  // Text that stands far behind the marker is indented code; the item begins one column behind the marker then.
  const std::uint32_t space = empty || m_line.indent() > 4 ? 1 : m_line.indent();
  const bool four = m_extensions.has(Extension::four_space_rule);
  open_container(BlockKind::item, begin, four ? 4 : before + marker->length + space);
  m_tree.blocks.back().end = begin + marker->length;
  m_line.skip_columns(space);
  return m_extensions.has(Extension::task_lists) ? start_task() : Start::container;
}

// What stands behind the box of a task is a paragraph.
BlockParser::Start BlockParser::start_task() {
  const Task task = task_mark(m_line.rest());
  if (task == Task::none || m_line.is_indented()) return Start::container;
  m_tree.blocks.back().task = task;
  m_tree.blocks.back().end = m_line.text() + 3;
  m_line.skip_indent();
  m_line.skip(3);
  return m_line.is_blank() ? Start::container : Start::nothing;
}

BlockParser::Start BlockParser::start_footnote() {
  if (!m_extensions.has(Extension::footnotes)) return Start::nothing;
  const auto label = footnote_label(m_line.rest());
  if (!label || too_deep()) return Start::nothing;
  const std::uint32_t begin = m_line.text();
  open_container(BlockKind::footnote, begin, 4);
  Block& block = m_tree.blocks.back();
  block.info = {begin + label->begin, begin + label->end};
  m_line.skip_indent();
  m_line.skip(label->end + 2);
  m_line.skip_indent();
  block.end = m_line.at();
  const auto number = static_cast<std::uint32_t>(m_tree.blocks.size() - 1);
  if (!m_tree.footnotes.add(block.info.in(m_source), {number}))
    m_problems.warn("markdown.duplicate", {begin, begin + label->end + 1}, {},
                    "the footnote [^{}] is defined already; the first definition counts", block.info.in(m_source));
  return Start::container;
}

}  // namespace markdown
