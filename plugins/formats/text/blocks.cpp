#include "blocks.hpp"

#include "inlines.hpp"
#include "table.hpp"

namespace {

using deckle::Kind;
using deckle::Node;

constexpr std::size_t most_levels = 64;  // deeper levels are not indented further
constexpr std::size_t least_columns = 20;
constexpr std::size_t short_rule = 3;  // where a cell is as wide as it likes

bool begins_plainly(const Node& node) {
  return node.has_children() && node.document().node(node.index() + 1).is(Kind::plain);
}

bool is_tight(const Node& list) {
  for (const Node& item : list.children()) {
    if (item.has_children() && !begins_plainly(item)) return false;
  }
  return true;
}

}  // namespace

void BlockWriter::write(const Node& node) {
  const deckle::Walk steps = node.walk();
  for (auto at = steps.begin(); at != steps.end();) {
    const deckle::Visit visit = *at;
    if (visit.enter && write_whole(visit.node)) {
      if (visit.node.is_leaf()) ++at;
      else if (visit.node.index() == node.index()) return;
      else at.skip_children();
      m_session.call.stop_if_cancelled();
      continue;
    }
    visit.enter ? enter(visit.node) : leave(visit.node);
    ++at;
  }
}

void BlockWriter::write_note(const Node& note, std::size_t number) {
  m_blank = !m_out.empty();
  push("[" + std::to_string(number) + "] ", "    ");
  for (const Node& block : note.children()) write(block);
  if (m_has_first) line("");
  pop();
  end_block();
}

// Blocks that are written at once, without a walk through what stands in them. False: it is no such block.
bool BlockWriter::write_whole(const Node& node) {
  switch (node.kind()) {
    case Kind::heading:
    case Kind::summary: paragraph(inline_text(node, m_session)); return true;
    case Kind::paragraph:
    case Kind::plain:
      paragraph(inline_text(node, m_session));
      if (in_tight_item(node)) m_blank = false;
      return true;
    case Kind::title:    // of an admonition: written before it
    case Kind::caption:  // of a figure: written behind it
      return true;
    case Kind::term:
      paragraph(inline_text(node, m_session));
      m_blank = false;
      return true;
    case Kind::line:
      m_blank = m_blank && node.index() == node.parent().index() + 1;
      paragraph(inline_text(node, m_session));
      return true;
    case Kind::code_block: verbatim(node.text(), "    "); return true;
    case Kind::raw_block: raw(node); return true;
    case Kind::table: table(node); return true;
    case Kind::thematic_break:
    case Kind::section_break:
      line(std::string(m_columns == endless ? short_rule : columns_left(), '-'));
      end_block();
      return true;
    case Kind::page_break:
      line("\f");
      end_block();
      return true;
    default: return false;
  }
}

void BlockWriter::enter(const Node& node) {
  switch (node.kind()) {
    case Kind::bullet_list:
    case Kind::ordered_list: m_lists.push_back({Markers(node), 0, is_tight(node)}); break;
    case Kind::list_item: enter_item(node); break;
    case Kind::block_quote: push("  ", "  "); break;
    case Kind::description:
      if (begins_plainly(node)) m_blank = false;
      push("    ", "    ");
      break;
    case Kind::admonition: enter_admonition(node); break;
    default: break;
  }
}

void BlockWriter::leave(const Node& node) {
  switch (node.kind()) {
    case Kind::bullet_list:
    case Kind::ordered_list:
      m_lists.pop_back();
      end_block();
      break;
    case Kind::list_item:
      if (m_has_first) line("");
      pop();
      if (!m_lists.empty()) m_blank = !m_lists.back().tight;
      break;
    case Kind::block_quote:
    case Kind::description:
    case Kind::admonition:
      pop();
      end_block();
      break;
    case Kind::figure:
      if (const auto caption = node.child(Kind::caption)) figure_caption(*caption);
      break;
    default: break;
  }
}

void BlockWriter::enter_item(const Node& item) {
  if (m_lists.empty()) return push("- ", "  ");
  OpenList& list = m_lists.back();
  std::string marker = list.markers.of(list.position++);
  const std::string rest(marker.size(), ' ');
  if (const auto checked = item.find(deckle::Key::checked)) marker += checked->boolean() ? "\u2612 " : "\u2610 ";
  push(marker, rest);
}

void BlockWriter::enter_admonition(const Node& node) {
  std::string title;
  if (const auto own = node.child(Kind::title)) title = inline_text(*own, m_session);
  if (title.empty()) title = node.string(deckle::Key::admonition, "note");
  if (title[0] >= 'a' && title[0] <= 'z') title[0] = static_cast<char>(title[0] - 'a' + 'A');
  paragraph(title + ":");
  m_blank = false;
  push("  ", "  ");
}

void BlockWriter::raw(const Node& node) {
  const std::string_view format = node.string(deckle::Key::format);
  if (format == "text" || format == "plain") verbatim(node.text(), "");
  else m_session.loss(node, "is in another format and is left out");
}

// Lines as they are.
void BlockWriter::verbatim(std::string_view text, std::string_view indent) {
  push(indent, indent);
  if (!text.empty() && text.back() == '\n') text.remove_suffix(1);
  for (std::size_t at = 0; at <= text.size();) {
    const std::size_t end = std::min(text.find('\n', at), text.size());
    line(text.substr(at, end - at));
    at = end + 1;
  }
  pop();
  end_block();
}

// It is not repeated below an image that says the same. The caption of a table is written with the table.
void BlockWriter::figure_caption(const Node& node) {
  std::string text;
  for (const Node& block : node.children()) {
    if (block.is(Kind::short_caption)) continue;
    if (!text.empty()) text += hard_break;
    text += inline_text(block, m_session);
  }
  const std::string described = "[" + text + "]";
  for (const Node& sibling : node.parent().children()) {
    if (sibling.is(Kind::paragraph) || sibling.is(Kind::plain)) {
      if (inline_text(sibling, m_session) == described) return;
    }
  }
  if (!text.empty()) paragraph(text);
}

void BlockWriter::table(const Node& node) {
  if (m_tables_around >= 3) {  // a table in a table in a table in a table: only its words
    for (const Node& part : node.children()) {
      if (!part.is(Kind::column)) paragraph(inline_text(part, m_session));
    }
    return;
  }
  push("  ", "  ");
  const std::string set = set_table(node, m_session, columns_left(), m_tables_around);
  for (std::size_t at = 0; at < set.size();) {
    const std::size_t end = set.find('\n', at);
    line(std::string_view(set).substr(at, end - at));
    at = end + 1;
  }
  pop();
  end_block();
}

void BlockWriter::paragraph(std::string_view marked) {
  for (const std::string& one : m_session.typesetter.lines(marked, columns_left(), m_session.wrap)) line(one);
  end_block();
}

void BlockWriter::push(std::string_view first, std::string_view rest) {
  m_levels.push_back({m_indent.size(), m_first.size(), m_has_first});
  if (!m_has_first) m_first = m_indent;
  m_first += first;
  m_has_first = true;
  if (m_levels.size() <= most_levels) m_indent += rest;
}

void BlockWriter::pop() {
  const Level level = m_levels.back();
  m_levels.pop_back();
  m_indent.resize(level.indent);
  // What was waiting before still waits, if no line was written since.
  if (m_has_first && level.had_first) m_first.resize(level.first);
  else m_has_first = false;
}

// All indents are spaces: a blank line is the same at every depth, and is written when another line follows it.
void BlockWriter::line(std::string_view text) {
  if (m_blank) m_out += '\n';
  m_blank = false;
  const std::size_t begin = m_out.size();
  m_out += m_has_first ? m_first : m_indent;
  m_out += text;
  m_has_first = false;
  const std::size_t last = m_out.find_last_not_of(' ');
  m_out.resize(last == std::string::npos || last < begin ? begin : last + 1);
  m_out += '\n';
}

std::size_t BlockWriter::columns_left() const {
  return m_columns > m_indent.size() + least_columns ? m_columns - m_indent.size() : std::min(least_columns, m_columns);
}

bool BlockWriter::in_tight_item(const Node& node) const {
  return !m_lists.empty() && m_lists.back().tight && node.parent().is(Kind::list_item);
}
