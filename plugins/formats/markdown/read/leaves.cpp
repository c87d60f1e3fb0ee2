// Leaves over lines: paragraphs, code, HTML; and what becomes of a paragraph when it ends.
#include <algorithm>

#include "block_parser.hpp"
#include "html_syntax.hpp"

namespace markdown {

void BlockParser::start_leaf(Leaf leaf, BlockKind kind, std::uint32_t begin) {
  Block& block = add_block(kind, begin);
  block.first_line = static_cast<std::uint32_t>(m_tree.lines.size());
  m_leaf = leaf;
  m_leaf_block = static_cast<std::uint32_t>(m_tree.blocks.size() - 1);
}

// From the cursor on. A tab of which a part belongs to a container is spaces.
void BlockParser::add_line() {
  const std::uint32_t spaces = m_line.rest_of_tab();
  if (spaces > 0)
    m_problems.note("markdown.tab", {m_line.at(), m_line.at() + 1}, "indent with spaces",
                    "this tab reaches over the edge of the code: {} of its columns are part of it", spaces);
  m_tree.lines.push_back({m_line.at() + (spaces > 0 ? 1 : 0), m_line.end(), spaces});
  leaf().end = m_line.end();
}

void BlockParser::add_paragraph_line() {
  m_tree.lines.push_back({m_line.text(), m_line.end(), 0});
  leaf().end = m_line.end();
}

// Whether this line belongs to the open leaf. Paragraphs and tables of GFM are asked last, in read_text().
bool BlockParser::continue_leaf() {
  switch (m_leaf) {
    case Leaf::fenced_code: return continue_fence();
    case Leaf::indented_code: return continue_indented_code();
    case Leaf::html: return continue_html();
    case Leaf::table: return m_extensions.has(Extension::pandoc_rules) && continue_pipe_table();
    case Leaf::line_block: return continue_line_block();
    default: return false;
  }
}

bool BlockParser::continue_fence() {
  const bool closes =
      !m_line.is_indented() && m_line.first() == m_fence.mark && is_closing_fence(m_line.rest(), m_fence);
  if (!closes) {
    m_line.skip_columns(std::min(m_line.indent(), m_fence.indent));
    add_line();
    return true;
  }
  leaf().end = m_line.end();
  m_fence.length = 0;  // closed
  close_leaf();
  return true;
}

bool BlockParser::continue_indented_code() {
  if (!m_line.is_indented() && !m_line.is_blank()) return false;
  m_line.skip_columns(4);
  add_line();
  return true;
}

bool BlockParser::continue_html() {
  if (m_html_kind >= 6 && m_line.is_blank()) return false;
  return add_html_line();
}

// False if something else stands behind the end, which elements leave to what begins there.
bool BlockParser::add_html_line() {
  add_line();
  const std::uint32_t end = m_html_kind < 6 ? html_block_end(m_html_kind, m_line.rest()) : 0;
  if (end == 0) return true;
  const bool cut = m_extensions.has(Extension::markdown_in_html_blocks);
  if (cut) m_tree.lines.back().end = leaf().end = m_line.text() + end;
  close_html();
  if (cut) take_tag(end);
  return !cut || m_line.is_blank();
}

void BlockParser::close_html() {
  m_html_kind = 0;
  close_leaf();
}

void BlockParser::close_leaf() {
  if (m_leaf == Leaf::table) close_pipe_table();
  Block& block = leaf();
  if (m_leaf != Leaf::table && m_leaf != Leaf::line_block)
    block.line_count = static_cast<std::uint32_t>(m_tree.lines.size()) - block.first_line;
  if (m_leaf == Leaf::paragraph) close_paragraph(block), m_last_paragraph_level = m_open.size();
  if (m_leaf == Leaf::indented_code || m_leaf == Leaf::html) trim_blank_lines(block);
  if (m_leaf == Leaf::fenced_code && m_fence.length > 0)
    m_problems.warn("markdown.unclosed", {block.begin, block.begin + m_fence.length},
                    "close it with the same characters",
                    "this code block is not closed: it goes on to the end of what it stands in");
  if (m_leaf == Leaf::html && m_html_kind > 0 && m_html_kind < 6)
    m_problems.warn("markdown.unclosed", {block.begin, m_tree.lines[block.first_line].end}, "close it",
                    "this HTML is not closed: it goes on to the end of what it stands in");
  block.subtree_end = static_cast<std::uint32_t>(m_tree.blocks.size());
  m_leaf = Leaf::none;
  end_parent(block.end);
}

void BlockParser::close_paragraph(Block& block) {
  if (!take_definitions(block)) return;
  if (m_extensions.has(Extension::alerts)) find_alert(block);
  while (block.end > block.begin && is_blank(m_source[block.end - 1])) --block.end;
  if (m_extensions.has(Extension::table_captions)) find_caption(block);
}

// Takes definitions off the beginning; false if nothing else is left.
bool BlockParser::take_definitions(Block& block) {
  if (m_source[block.begin] != '[') return true;
  m_content.assign(m_source, std::span(m_tree.lines).subspan(block.first_line, block.line_count));
  const std::string_view text = m_content.text();
  std::uint32_t at = 0;
  const bool citations = m_extensions.has(Extension::citations);
  while (const auto parts = find_definition(text, at, m_extensions)) {
    if (citations && text[parts->label.begin] == '@') break;
    const Range where = m_content.source(Range{at, parts->next});
    if (!m_tree.references.targets.add(parts->label.in(text), target_of(text, *parts)))
      m_problems.warn("markdown.duplicate", where, {}, "[{}] is defined already; the first definition counts",
                      parts->label.in(text));
    at = parts->next;
  }
  if (at == text.size()) {
    block.kind = BlockKind::nothing;
    block.line_count = 0;
    return false;
  }
  if (at == 0) return true;
  const std::uint32_t begin = m_content.source(at);
  while (m_tree.lines[block.first_line].end < begin) ++block.first_line, --block.line_count;
  block.begin = begin;
  return true;
}

// [!NOTE] as the first line of a quotation makes it an alert.
void BlockParser::find_alert(Block& block) {
  if (m_open.empty() || m_open.back().kind != BlockKind::quote || &block != &m_tree.blocks[m_open.back().block + 1])
    return;
  const Slice& line = m_tree.lines[block.first_line];
  const auto word = alert_word(m_source.substr(line.begin, line.end - line.begin));
  if (!word) return;
  Block& quote = m_tree.blocks[m_open.back().block];
  quote.kind = BlockKind::alert;
  quote.number = *word;
  ++block.first_line, --block.line_count;
  if (block.line_count == 0) block.kind = BlockKind::nothing;
  else block.begin = m_tree.lines[block.first_line].begin;
}

void BlockParser::trim_blank_lines(Block& block) {
  while (block.line_count > 1) {
    const Slice& last = m_tree.lines[block.first_line + block.line_count - 1];
    if (!trimmed(m_source.substr(last.begin, last.end - last.begin)).empty()) break;
    --block.line_count;
  }
  if (block.line_count > 0) block.end = m_tree.lines[block.first_line + block.line_count - 1].end;
}

}  // namespace markdown
