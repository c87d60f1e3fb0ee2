#include "document_writer.hpp"

#include <algorithm>

#include "attributes.hpp"
#include "characters.hpp"
#include "entities.hpp"
#include "html_attributes.hpp"

using deckle::Key;
using deckle::Kind;

namespace markdown {
namespace {

// Levels that the deepest block without blocks inside may need: a table, down to its text.
constexpr std::uint32_t leaf_levels = 8;
constexpr std::size_t free_copies = 10'000, most_copies = 1u << 30;

constexpr std::string_view no_break_space = "\u00A0";

constexpr const char* style_words[] = {"", "decimal", "lower-alpha", "upper-alpha", "lower-roman", "upper-roman"};
constexpr const char* align_words[] = {"", "left", "right", "center"};

// So many spaces at the beginning of a line of a line block are kept.
void keep_spaces(InlineText& text, std::uint32_t count) {
  const std::string_view line = text.content.text();
  const auto blanks = static_cast<std::uint32_t>(line.size() - trimmed_start(line).size());
  if (blanks == 0) return;
  for (std::uint32_t i = 0; i < count; ++i) text.decoded += no_break_space;
  text.tokens.push_back({TokenKind::decoded, {0, blanks}, 0, static_cast<std::uint32_t>(text.decoded.size())});
}

// And where it goes on in the source stands a space.
void join_with_spaces(InlineText& text) {
  for (Token& token : text.tokens) {
    if (token.kind != TokenKind::soft_break) continue;
    token.kind = TokenKind::decoded;
    token.first = static_cast<std::uint32_t>(text.decoded.size());
    text.decoded += ' ';
    token.second = token.first + 1;
  }
}

}  // namespace

DocumentWriter::DocumentWriter(std::string_view source, Extensions extensions, BlockTree& tree, Nodes& nodes)
    : m_source(source),
      m_extensions(extensions),
      m_tree(tree),
      m_nodes(nodes),
      m_inlines(extensions, tree, nodes.problems()),
      m_copies_left(static_cast<std::uint32_t>(std::min(source.size() + free_copies, most_copies))) {}

void DocumentWriter::write_blocks() {
  if (m_extensions.has(Extension::auto_identifiers) || m_extensions.has(Extension::implicit_header_references))
    m_headings.find(m_source, m_extensions, m_tree, m_inlines, m_nodes.problems().call());
  push_frame(none, 0, static_cast<std::uint32_t>(m_tree.blocks.size()));
  run();
}

void DocumentWriter::write_inlines(std::uint32_t leaf) {
  push_frame(none, leaf + 1, leaf + 1);
  begin_inlines(m_frames.back(), m_tree.blocks[leaf], 0);
  run();
}

void DocumentWriter::run() {
  for (std::uint32_t steps = 0; !m_frames.empty(); ++steps) {
    if (steps % 4096 == 0) m_nodes.problems().stop_if_cancelled();
    step(m_frames.back());
  }
}

void DocumentWriter::step(Frame& frame) {
  if (frame.leaf->busy) return write_leaf(frame);
  if (m_containers.size() > frame.containers && m_tree.blocks[m_containers.back().block].subtree_end == frame.next)
    return close_container();
  if (frame.next == frame.end) return pop_frame();
  write_block(frame);
}

void DocumentWriter::push_frame(std::uint32_t footnote, std::uint32_t begin, std::uint32_t end) {
  if (m_leaves.size() == m_frames.size()) m_leaves.push_back(std::make_unique<Leaf>(m_nodes, m_extensions, m_numbers));
  Leaf* leaf = m_leaves[m_frames.size()].get();
  m_frames.push_back({footnote, begin, end, m_containers.size(), m_nodes.count(), leaf});
}

void DocumentWriter::pop_frame() {
  const Frame frame = m_frames.back();
  m_frames.pop_back();
  if (frame.footnote == none) return;
  m_numbers.end_note();
  m_nodes.close();
  m_copies_left -= std::min(m_nodes.count() - frame.first_node, m_copies_left);
}

void DocumentWriter::begin_inlines(Frame& frame, const Block& block, std::uint32_t levels) {
  Leaf& leaf = *frame.leaf;
  leaf.text.clear();
  leaf.text.content.assign(m_source, std::span(m_tree.lines).subspan(block.first_line, block.line_count));
  const bool in_line = block.kind == BlockKind::line;
  if (in_line) keep_spaces(leaf.text, m_tree.lines[block.first_line].spaces);
  m_inlines.parse(leaf.text);
  if (in_line) join_with_spaces(leaf.text);
  leaf.writer.begin(leaf.text, block.kind == BlockKind::cell);
  leaf.levels = levels;
  leaf.busy = true;
}

void DocumentWriter::write_leaf(Frame& frame) {
  Leaf& leaf = *frame.leaf;
  if (const Token* note = leaf.writer.write()) return write_note(*note, leaf);
  if (leaf.in_caption) return begin_image(leaf);
  if (leaf.levels > 0) m_nodes.close(leaf.levels);
  leaf.busy = false;
}

void DocumentWriter::write_note(const Token& reference, Leaf& leaf) {
  const Range where = leaf.writer.source(reference.where);
  if (may_note(reference.first)) {
    leaf.writer.end_text();
    m_nodes.open(Kind::note, where);
    m_numbers.begin_note();
    const Block& definition = m_tree.blocks[reference.first];
    return push_frame(reference.first, reference.first + 1, definition.subtree_end);
  }
  leaf.writer.keep(reference);
  if (!m_told_note) m_nodes.problems().warn("markdown.footnote", where, {}, "this footnote reference is kept as text");
  m_told_note = true;
}

// No footnote stands within itself.
bool DocumentWriter::may_note(std::uint32_t footnote) const {
  if (m_copies_left == 0 || !m_nodes.has_room(2 * leaf_levels)) return false;
  return std::none_of(m_frames.begin(), m_frames.end(), [&](const Frame& frame) { return frame.footnote == footnote; });
}

void DocumentWriter::write_block(Frame& frame) {
  const std::uint32_t index = frame.next++;
  const Block& block = m_tree.blocks[index];
  switch (block.kind) {
    case BlockKind::nothing: return;
    case BlockKind::footnote: frame.next = block.subtree_end; return;  // written where it is referred to
    case BlockKind::cell: return write_cell(frame, block);
    case BlockKind::term: return write_term(frame, block);
    case BlockKind::caption: return write_caption(frame, block);
    case BlockKind::columns: return write_columns(block);
    case BlockKind::line: return write_line(frame, block);
    case BlockKind::paragraph: return write_paragraph(frame, block);
    case BlockKind::heading: return write_heading(frame, block);
    case BlockKind::code: return write_code(block);
    case BlockKind::broken_metadata: return write_broken_metadata(block);
    case BlockKind::html: return write_raw(block, "html");
    case BlockKind::tex: return write_raw(block, "tex");
    case BlockKind::thematic_break: return m_nodes.leaf(Kind::thematic_break, {}, {block.begin, block.end});
    default: return open_container(index);
  }
}

void DocumentWriter::open_container(std::uint32_t index) {
  const Block& block = m_tree.blocks[index];
  const Range where{block.begin, block.end};
  const bool part = block.kind >= BlockKind::item, element = block.kind == BlockKind::element;
  const bool fits = part ? m_containers.back().opened : m_nodes.has_room(leaf_levels + 2);
  m_containers.push_back({index, fits && !element});
  if (!fits) return m_nodes.problems().warn_depth(where);
  switch (block.kind) {
    case BlockKind::quote: return m_nodes.open(Kind::block_quote, where);
    case BlockKind::alert:
      m_nodes.open(Kind::admonition, where);
      return m_nodes.attribute(Key::admonition, alert_words[block.number]);
    case BlockKind::division: return open_division(block);
    case BlockKind::element: return open_element(block);
    case BlockKind::line_block: return m_nodes.open(Kind::line_block, where);
    case BlockKind::list: return open_list(block);
    case BlockKind::definition_list: return m_nodes.open(Kind::definition_list, where);
    case BlockKind::description: return m_nodes.open(Kind::description, where);
    case BlockKind::item:
      m_nodes.open(Kind::list_item, where);
      if (block.task != Task::none) m_nodes.attribute(Key::checked, block.task == Task::done);
      return;
    case BlockKind::table: return open_table(block);
    case BlockKind::table_head: return m_nodes.open(Kind::table_head, where);
    case BlockKind::table_body: return m_nodes.open(Kind::table_body, where);
    case BlockKind::table_foot: return m_nodes.open(Kind::table_foot, where);
    case BlockKind::block_cell: return open_cell(block);
    default: return m_nodes.open(Kind::row, where);
  }
}

void DocumentWriter::close_container() {
  if (m_containers.back().opened) m_nodes.close();
  m_containers.pop_back();
}

// One word is a class.
void DocumentWriter::open_division(const Block& block) {
  m_nodes.open(Kind::division, {block.begin, block.end});
  const std::string_view attributes = block.info.in(m_source);
  if (attributes.front() == '<') m_nodes.attributes(read_html_attributes(attributes));
  else if (attributes.front() == '{') m_nodes.attributes(read_attributes(attributes));
  else m_nodes.attribute(Key::classes, attributes);
}

// Its tag, and behind it, on the same level, what is inside.
void DocumentWriter::open_element(const Block& block) {
  m_nodes.leaf(Kind::raw_block, block.info.in(m_source), block.info);
  m_nodes.attribute(Key::format, "html");
}

void DocumentWriter::open_list(const Block& block) {
  const Range where{block.begin, block.end};
  const char mark = block.marker;
  if (mark != '.' && mark != ')' && mark != '(') return m_nodes.open(Kind::bullet_list, where);
  m_nodes.open(Kind::ordered_list, where);
  if (block.number != 1) m_nodes.attribute(Key::start, static_cast<std::int64_t>(block.number));
  if (block.style != ListStyle::any) m_nodes.attribute(Key::style, style_words[static_cast<int>(block.style)]);
  if (mark != '.') m_nodes.attribute(Key::delimiter, mark == ')' ? "one-parenthesis" : "two-parentheses");
  else if (block.style != ListStyle::any) m_nodes.attribute(Key::delimiter, "period");
}

void DocumentWriter::open_table(const Block& block) {
  m_nodes.open(Kind::table, {block.begin, block.end});
  if (block.info.size() > 0) m_nodes.attributes(read_attributes(block.info.in(m_source)));
}

void DocumentWriter::write_columns(const Block& block) {
  if (!m_containers.back().opened) return;
  for (std::uint32_t i = block.info.begin; i < block.info.end; ++i) {
    const Column& column = m_tree.columns[i];
    m_nodes.leaf(Kind::column, {}, column.where);
    if (column.align != Align::none) m_nodes.attribute(Key::align, align_words[static_cast<int>(column.align)]);
    if (column.width > 0) m_nodes.attribute(Key::width, column.width);
  }
}

void DocumentWriter::open_cell(const Block& block) {
  m_nodes.open(Kind::cell, {block.begin, block.end});
  if (block.info.begin > 1) m_nodes.attribute(Key::column_span, static_cast<std::int64_t>(block.info.begin));
  if (block.info.end > 1) m_nodes.attribute(Key::row_span, static_cast<std::int64_t>(block.info.end));
}

// Paragraphs of tight lists and descriptions are plain, and so is one alone in a cell.
bool DocumentWriter::is_tight() const {
  const auto block_at = [this](std::size_t level) -> const Block& { return m_tree.blocks[m_containers[level].block]; };
  const std::size_t outside = m_frames.back().containers;
  std::size_t count = m_containers.size();
  while (count > outside && block_at(count - 1).kind == BlockKind::element) --count;  // its parts stand around it
  if (count < 2 || count <= outside) return false;
  const Block& part = block_at(count - 1);
  if (part.kind == BlockKind::description || part.kind == BlockKind::block_cell) return !part.loose;
  return part.kind == BlockKind::item && !block_at(count - 2).loose;
}

void DocumentWriter::write_paragraph(Frame& frame, const Block& block) {
  const bool tight = is_tight(), plain = tight || block.number == ended_by_block;
  begin_inlines(frame, block, 1);
  if (!tight && m_extensions.has(Extension::implicit_figures) && is_lone_image(frame.leaf->text) &&
      m_nodes.has_room(leaf_levels))
    return begin_figure(*frame.leaf, block);
  m_nodes.open(plain ? Kind::plain : Kind::paragraph, {block.begin, block.end});
}

void DocumentWriter::write_heading(Frame& frame, const Block& block) {
  if (m_heading_level > 0 && block.number > m_heading_level + 1)
    m_nodes.problems().note("markdown.heading-level", {block.begin, block.end}, "readers miss the level between",
                            "a heading of level {} below one of level {}", block.number, m_heading_level);
  m_heading_level = block.number;
  m_nodes.open(Kind::heading, {block.begin, block.end});
  Attributes attributes = read_attributes(trimmed(block.info.in(m_source)));
  if (attributes.id.empty())
    attributes.id = m_headings.id_of(static_cast<std::uint32_t>(&block - m_tree.blocks.data()));
  m_nodes.attributes(attributes);
  m_nodes.attribute(Key::level, static_cast<std::int64_t>(block.number));
  begin_inlines(frame, block, 1);
}

void DocumentWriter::write_cell(Frame& frame, const Block& block) {
  const Range where{block.begin, block.end};
  const bool row = m_containers.back().opened;
  if (row) m_nodes.open(Kind::cell, where);
  if (block.line_count == 0) return row ? m_nodes.close() : void();
  m_nodes.open(Kind::plain, where);
  begin_inlines(frame, block, row ? 2 : 1);
}

void DocumentWriter::write_term(Frame& frame, const Block& block) {
  m_nodes.open(m_containers.back().opened ? Kind::term : Kind::plain, {block.begin, block.end});
  begin_inlines(frame, block, 1);
}

void DocumentWriter::write_caption(Frame& frame, const Block& block) {
  const Range where{block.begin, block.end};
  const bool table = m_containers.back().opened;
  if (table) m_nodes.open(Kind::caption, where);
  m_nodes.open(Kind::plain, where);
  begin_inlines(frame, block, table ? 2 : 1);
}

void DocumentWriter::write_line(Frame& frame, const Block& block) {
  m_nodes.open(m_containers.back().opened ? Kind::line : Kind::plain, {block.begin, block.end});
  if (block.line_count == 0) return m_nodes.close();
  begin_inlines(frame, block, 1);
}

void DocumentWriter::join_lines(const Block& block) {
  m_scratch.clear();
  for (const Slice& line : std::span(m_tree.lines).subspan(block.first_line, block.line_count)) {
    m_scratch.append(line.spaces, ' ');
    m_scratch += m_source.substr(line.begin, line.end - line.begin);
    m_scratch += '\n';
  }
  if (!m_scratch.empty()) m_scratch.pop_back();
}

void DocumentWriter::write_code(const Block& block) {
  join_lines(block);
  Range format;
  const bool raw = m_extensions.has(Extension::raw_attribute) && block.info.size() > 0 &&
                   format_length(block.info.in(m_source), 0, format) == block.info.size();
  if (raw) {
    m_nodes.leaf(Kind::raw_block, m_scratch, {block.begin, block.end});
    return m_nodes.attribute(Key::format, format.in(block.info.in(m_source)));
  }
  m_nodes.leaf(Kind::code_block, m_scratch, {block.begin, block.end});
  const std::string_view written = block.info.in(m_source);
  const bool may = m_extensions.has(Extension::fenced_code_attributes);
  const std::uint32_t begin = may ? trailing_attributes(written) : block.info.size();
  if (begin < written.size()) return write_code_attributes(written, begin);
  if (written.empty()) return;
  std::string info;
  append_unescaped(info, written);
  std::string language = info.substr(0, info.find_first_of(" \t"));
  if (m_extensions.has(Extension::pandoc_rules))
    std::transform(language.begin(), language.end(), language.begin(), to_lower);
  if (!language.empty()) m_nodes.attribute(Key::classes, language);
  if (info.size() > language.size()) m_nodes.attribute(Key::info, info);
}

// A word before the braces is the first class.
void DocumentWriter::write_code_attributes(std::string_view info, std::uint32_t begin) {
  Attributes attributes = read_attributes(info.substr(begin));
  std::string language;
  append_unescaped(language, trimmed(info.substr(0, begin)));
  if (!language.empty()) attributes.classes = language + (attributes.classes.empty() ? "" : " ") + attributes.classes;
  m_nodes.attributes(attributes);
}

void DocumentWriter::write_broken_metadata(const Block& block) {
  join_lines(block);
  m_nodes.leaf(Kind::code_block, m_scratch, {block.begin, block.end});
  m_nodes.attribute(Key::classes, "yaml");
}

void DocumentWriter::write_raw(const Block& block, std::string_view format) {
  join_lines(block);
  m_nodes.leaf(Kind::raw_block, m_scratch, {block.begin, block.end});
  m_nodes.attribute(Key::format, format);
}

}  // namespace markdown
