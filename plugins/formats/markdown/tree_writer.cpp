#include "tree_writer.hpp"

#include <algorithm>

#include "tree_parts.hpp"

using deckle::Key;
using deckle::Kind;

namespace {

// Levels that stand below a block at most when it holds no further blocks: inline, text.
constexpr std::uint32_t leaf_levels = 3;
constexpr std::uint32_t table_levels = 6;

}  // namespace

TreeWriter::TreeWriter(cmark_node* root, const Positions& positions, const Origin& origin, deckle::Builder& out,
                       deckle::Call& call)
    : m_root(root), m_positions(positions), m_origin(origin), m_out(out), m_call(call) {
  m_copies_left = static_cast<std::uint32_t>(std::min<std::size_t>(positions.text().size() + 10'000, 1u << 30));
  collect_definitions(root);
}

// The library moves definitions that are referred to to the end of the document, in the order of their numbers.
void TreeWriter::collect_definitions(cmark_node* root) {
  cmark_node* child = cmark_node_last_child(root);
  for (; child && cmark_node_get_type(child) == CMARK_NODE_FOOTNOTE_DEFINITION; child = cmark_node_previous(child))
    m_definitions.push_back(child);
  std::reverse(m_definitions.begin(), m_definitions.end());
  m_busy.resize(m_definitions.size());
}

void TreeWriter::write_blocks() { walk(m_root); }

void TreeWriter::write_inlines(cmark_node* block) {
  m_finder.emplace(m_positions, m_positions.whole());
  walk(block);
}

// Walks what is below `top`. A note sends the walk to its definition and back.
void TreeWriter::walk(cmark_node* top) {
  m_open.push_back({m_positions.whole(), false});
  cmark_node* node = cmark_node_first_child(top);
  if (!node) return;
  for (std::uint32_t steps = 0;; ++steps) {
    if (steps % 4096 == 0) m_call.stop_if_cancelled();
    if (enter(node)) {
      const bool note = cmark_node_get_type(node) == CMARK_NODE_FOOTNOTE_REFERENCE;
      cmark_node* from = note ? m_detours.back().definition : node;
      if (cmark_node* child = cmark_node_first_child(from)) {
        node = child;
        continue;
      }
      leave(from);
    }
    while (true) {
      cmark_node* next = cmark_node_next(node);
      if (next) {
        node = next;
        break;
      }
      cmark_node* parent = cmark_node_parent(node);
      if (parent == top) return;
      const bool note_ends = !m_detours.empty() && m_detours.back().definition == parent;
      node = note_ends ? m_detours.back().reference : parent;
      leave(parent);
    }
  }
}

// Returns whether the children of the node are to be walked.
bool TreeWriter::enter(cmark_node* node) {
  return (cmark_node_get_type(node) & CMARK_NODE_TYPE_MASK) == CMARK_NODE_TYPE_INLINE ? enter_inline(node)
                                                                                      : enter_block(node);
}

void TreeWriter::leave(cmark_node* node) {
  const cmark_node_type type = cmark_node_get_type(node);
  const Open open = m_open.back();
  m_open.pop_back();
  if (type == CMARK_NODE_TABLE && open.opened) {
    if (m_in_head || m_in_body) m_out.close();
    m_in_head = m_in_body = false;
  }
  if (type == CMARK_NODE_TABLE_CELL && (m_in_head || m_in_body) && cmark_node_first_child(node)) m_out.close();
  if (type == CMARK_NODE_FOOTNOTE_DEFINITION) leave_note();
  if (open.opened) m_out.close();
  const bool is_inline = (type & CMARK_NODE_TYPE_MASK) == CMARK_NODE_TYPE_INLINE;
  if (is_inline && m_finder) m_finder->leave(open.range.end);
}

bool TreeWriter::enter_block(cmark_node* node) {
  const cmark_node_type type = cmark_node_get_type(node);
  if (type == CMARK_NODE_FOOTNOTE_DEFINITION) return false;
  const Range range = inside_parent(block_range(node));
  m_finder.emplace(m_positions, range);
  if (type == CMARK_NODE_TABLE) return table(node, range);
  if (type == CMARK_NODE_TABLE_ROW) return table_row(node, range);
  if (type == CMARK_NODE_TABLE_CELL) {
    const bool in_table = m_in_head || m_in_body;
    open(in_table ? Kind::cell : Kind::plain, range, 0);
    if (in_table && cmark_node_first_child(node)) m_out.begin(Kind::plain, DK_BLOCK, {}, span(range));
    return true;
  }
  const std::string_view literal = cmark::view(cmark_node_get_literal(node));
  switch (type) {
    case CMARK_NODE_BLOCK_QUOTE: open(Kind::block_quote, range, leaf_levels + 1); return true;
    case CMARK_NODE_LIST: list(node, range); return true;
    case CMARK_NODE_ITEM: item(node, range); return true;
    case CMARK_NODE_PARAGRAPH: open(parts::is_tight(node) ? Kind::plain : Kind::paragraph, range, 0); return true;
    case CMARK_NODE_HEADING:
      if (open(Kind::heading, range, 0)) m_out.attribute(Key::level, cmark_node_get_heading_level(node));
      return true;
    case CMARK_NODE_CODE_BLOCK: code_block(node, range); return false;
    case CMARK_NODE_HTML_BLOCK:
      leaf(Kind::raw_block, parts::html(literal), range);
      m_out.attribute(Key::format, "html");
      return false;
    case CMARK_NODE_THEMATIC_BREAK: leaf(Kind::thematic_break, {}, range); return false;
    default: skip(range); return true;
  }
}

bool TreeWriter::enter_inline(cmark_node* node) {
  if (m_run_end) {  // written with the text before it
    if (node == m_run_end) m_run_end = nullptr;
    return false;
  }
  const cmark_node_type type = cmark_node_get_type(node);
  const std::string_view literal = cmark::view(cmark_node_get_literal(node));
  const Range hint = inline_hint(node);
  const auto container = [&](Kind kind, std::string_view openers, std::string_view closers) {
    const Range range = inside_parent(finder().container(openers, closers, hint));
    if (kind == Kind::link || kind == Kind::image) link(node, kind, range);
    else open(kind, range, 1);
    return true;
  };
  if (type == CMARK_NODE_STRIKETHROUGH) return container(Kind::strikeout, "~", "~");
  switch (type) {
    case CMARK_NODE_TEXT: {
      cmark_node* next = cmark_node_next(node);
      if (next && cmark_node_get_type(next) == CMARK_NODE_FOOTNOTE_REFERENCE) text(node);
      else if (!literal.empty()) leaf(Kind::text, literal, text_range(node));
      return false;
    }
    case CMARK_NODE_SOFTBREAK: leaf(Kind::soft_break, {}, finder().line_break(false)); return false;
    case CMARK_NODE_LINEBREAK: leaf(Kind::hard_break, {}, finder().line_break(true)); return false;
    case CMARK_NODE_CODE: leaf(Kind::code, literal, finder().code(hint.begin)); return false;
    case CMARK_NODE_HTML_INLINE:
      leaf(Kind::raw_inline, literal, finder().text(literal, hint.begin));
      m_out.attribute(Key::format, "html");
      return false;
    case CMARK_NODE_EMPH: return container(Kind::emphasis, "*_", "*_");
    case CMARK_NODE_STRONG: return container(Kind::strong, "*_", "*_");
    case CMARK_NODE_LINK: return container(Kind::link, parts::link_openers(node), ")]>");
    case CMARK_NODE_IMAGE: return container(Kind::image, "!", ")]");
    case CMARK_NODE_FOOTNOTE_REFERENCE: return is_kept(node) ? (text(node), false) : enter_note(node);
    default: return skip(inside_parent(hint)), true;
  }
}

// Whether a reference is kept as text, where its definition has no end or is not to be had.
bool TreeWriter::is_kept(cmark_node* reference) const {
  const std::size_t number = parts::number(cmark::view(cmark_node_get_literal(reference)));
  const bool known = number >= 1 && number <= m_definitions.size();
  return !known || m_busy[number - 1] || m_copies_left == 0 || m_out.depth() + 2 * leaf_levels > m_call.max_depth();
}

// Text, and what follows it that is kept as text, as one node: so it reads back.
void TreeWriter::text(cmark_node* first) {
  std::string run;
  Range range{0, 0};
  for (cmark_node* node = first; node; node = cmark_node_next(node)) {
    const bool is_reference = cmark_node_get_type(node) == CMARK_NODE_FOOTNOTE_REFERENCE;
    if (is_reference ? !is_kept(node) : cmark_node_get_type(node) != CMARK_NODE_TEXT) break;
    const Range piece = is_reference ? reference_range(node) : text_range(node);
    if (is_reference) {
      run += m_positions.text().substr(piece.begin, piece.end - piece.begin);
      if (!m_told_footnote) m_call.warning("markdown.footnote", span(piece), "this footnote reference is kept as text");
      m_told_footnote = true;
    } else {
      run += cmark::view(cmark_node_get_literal(node));
    }
    range = {node == first ? piece.begin : range.begin, piece.end};
    if (node != first) m_run_end = node;
  }
  if (!run.empty()) leaf(Kind::text, run, range);
}

Range TreeWriter::text_range(cmark_node* node) {
  const std::string_view literal = cmark::view(cmark_node_get_literal(node));
  return finder().text(literal, inline_hint(node).begin);
}

Range TreeWriter::reference_range(cmark_node* node) {
  const Range range = inside_parent(finder().container("[", "]", inline_hint(node)));
  m_finder->leave(range.end);
  return range;
}

// Opens a note and turns the walk to its definition.
bool TreeWriter::enter_note(cmark_node* reference) {
  const Range range = reference_range(reference);
  const std::size_t number = parts::number(cmark::view(cmark_node_get_literal(reference)));
  const std::uint32_t before = m_out.count();
  cmark_node* definition = m_definitions[number - 1];
  m_out.begin(Kind::note, DK_INLINE, {}, span(range));
  m_detours.push_back({definition, reference, m_finder, before});
  m_open.push_back({block_range(definition), true});
  m_busy[number - 1] = true;
  return true;
}

void TreeWriter::leave_note() {
  const Detour detour = m_detours.back();
  m_detours.pop_back();
  m_finder = detour.finder;
  m_busy[parts::number(cmark::view(cmark_node_get_literal(detour.reference))) - 1] = false;
  const std::uint32_t added = m_out.count() - static_cast<std::uint32_t>(detour.first_open);
  m_copies_left -= std::min(added, m_copies_left);
}

bool TreeWriter::too_deep(std::uint32_t levels, Range range) {
  if (m_out.depth() + levels < m_call.max_depth()) return false;
  if (!m_told_depth)
    m_call.warning("markdown.depth", span(range), "nested deeper than {} levels: read flat from here",
                   m_call.max_depth());
  m_told_depth = true;
  return true;
}

// Opens a node, if it and the levels below it fit.
bool TreeWriter::open(Kind kind, Range range, std::uint32_t levels_below) {
  if (too_deep(levels_below + 1, range)) return skip(range);
  m_out.begin(kind, deckle::row_of(kind)->flags, {}, span(range));
  m_open.push_back({range, true});
  return true;
}

bool TreeWriter::skip(Range range) {
  m_open.push_back({range, false});
  return false;
}

void TreeWriter::leaf(Kind kind, std::string_view text, Range range) {
  m_out.leaf(kind, text, span(inside_parent(range)));
}

void TreeWriter::list(cmark_node* node, Range range) {
  const bool ordered = cmark_node_get_list_type(node) == CMARK_ORDERED_LIST;
  if (!open(ordered ? Kind::ordered_list : Kind::bullet_list, range, leaf_levels + 2) || !ordered) return;
  if (const int start = cmark_node_get_list_start(node); start != 1) m_out.attribute(Key::start, start);
  m_out.attribute(Key::style, "decimal");
  m_out.attribute(Key::delimiter, cmark_node_get_list_delim(node) == CMARK_PAREN_DELIM ? "one-parenthesis" : "period");
}

void TreeWriter::item(cmark_node* node, Range range) {
  if (!m_open.back().opened) {
    skip(range);
    return;
  }
  open(Kind::list_item, range, 0);
  if (cmark::view(cmark_node_get_type_string(node)) == "tasklist")
    m_out.attribute(Key::checked, cmark_gfm_extensions_get_tasklist_item_checked(node));
}

void TreeWriter::code_block(cmark_node* node, Range range) {
  leaf(Kind::code_block, parts::without_last_newline(cmark::view(cmark_node_get_literal(node))), range);
  const std::string_view info = cmark::view(cmark_node_get_fence_info(node));
  const std::string_view language = info.substr(0, info.find_first_of(" \t\n"));
  if (!language.empty()) m_out.attribute(Key::classes, language);
  if (info.size() > language.size()) m_out.attribute(Key::info, info);
}

bool TreeWriter::table(cmark_node* node, Range range) {
  if (!open(Kind::table, range, table_levels)) return true;
  const std::uint8_t* alignments = cmark_gfm_extensions_get_table_alignments(node);
  for (std::uint16_t i = 0; i < cmark_gfm_extensions_get_table_columns(node); ++i) {
    m_out.leaf(Kind::column);
    if (const char* name = parts::alignment(alignments[i])) m_out.attribute(Key::align, name);
  }
  return true;
}

bool TreeWriter::table_row(cmark_node* node, Range range) {
  if (!m_open.back().opened) return skip(range), true;
  const bool head = cmark_gfm_extensions_get_table_row_is_header(node) != 0;
  if (head || !m_in_body) {
    if (m_in_head) m_out.close();
    const Range group = head ? range : Range{range.begin, m_open.back().range.end};
    m_out.begin(head ? Kind::table_head : Kind::table_body, DK_PART, {}, span(group));
    m_in_head = head;
    m_in_body = !head;
  }
  open(Kind::row, range, 0);
  return true;
}

void TreeWriter::link(cmark_node* node, Kind kind, Range range) {
  if (!open(kind, range, 1)) return;
  m_out.attribute(Key::url, cmark::view(cmark_node_get_url(node)));
  if (const auto title = cmark::view(cmark_node_get_title(node)); !title.empty()) m_out.attribute(Key::title, title);
}

// HTML blocks and indented code have wrong ends; their literal says how many lines they have.
Range TreeWriter::block_range(cmark_node* node) const {
  if (!m_origin.exact) return m_positions.whole();
  const int line = cmark_node_get_start_line(node);
  Range range{m_positions.offset(line, cmark_node_get_start_column(node)), 0};
  if (cmark_node_get_type(node) == CMARK_NODE_HTML_BLOCK) {
    const std::string_view literal = cmark::view(cmark_node_get_literal(node));
    const auto lines = std::count(literal.begin(), literal.end(), '\n');
    range.end = m_positions.end_of_line(line + static_cast<int>(lines) - 1);
  } else {
    const int column = cmark_node_get_end_column(node);
    range.end = m_positions.offset(cmark_node_get_end_line(node), column < 1 ? column : column + 1);
  }
  range.end = std::max(range.begin, range.end);
  return range;
}

Range TreeWriter::inline_hint(cmark_node* node) const {
  if (cmark_node_get_start_line(node) < 1) return {0, 0};
  return {m_positions.offset(cmark_node_get_start_line(node), cmark_node_get_start_column(node)),
          m_positions.offset(cmark_node_get_end_line(node), cmark_node_get_end_column(node) + 1)};
}

Range TreeWriter::inside_parent(Range range) const {
  const Range parent = m_open.back().range;
  const std::size_t begin = std::clamp(range.begin, parent.begin, parent.end);
  return {begin, std::clamp(range.end, begin, parent.end)};
}

dk_span TreeWriter::span(Range range) const {
  if (!m_origin.exact) return m_origin.input->span(m_origin.limit.begin, m_origin.limit.end);
  return m_origin.input->span(m_origin.offset + range.begin, m_origin.offset + range.end);
}

InlineFinder& TreeWriter::finder() {
  if (!m_finder) m_finder.emplace(m_positions, m_positions.whole());
  return *m_finder;
}
