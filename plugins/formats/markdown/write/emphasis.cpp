// Marks that open and close by what stands next to them: emphasis and strikeout. Where the rules would not let a mark
// do what it is there for, the letter beside it is written as a number, which counts as punctuation.
#include <deckle/utf8.hpp>

#include <algorithm>

#include "../read/characters.hpp"
#include "../read/unicode.hpp"
#include "writer.hpp"

using deckle::Kind;
using deckle::Node;

namespace markdown {
namespace {

// Whether an emphasis has one of its own kind inside that stands next to a word, where only stars will do.
bool has_star_inside(const Node& node) {
  for (const Node child : node.children()) {
    if (!child.is(node.kind()) || child.is_last_child() || !child.next().is(Kind::text)) continue;
    const char32_t c = code_point_at(child.next().text(), 0);
    if (!is_unicode_space(c) && !is_unicode_punctuation(c)) return true;
  }
  return false;
}

// Whether a text ends with this mark, and not with an escaped one.
bool ends_with_mark(std::string_view text, char mark) {
  if (!text.ends_with(mark)) return false;
  text.remove_suffix(1);
  return (text.size() - (text.find_last_not_of('\\') + 1)) % 2 == 0;
}

}  // namespace

bool Writer::emphasis(const Node& node, std::size_t length) {
  if (!node.has_children()) return loss(node, "is empty and left out"), false;
  const std::string stars(length, '*'), lines(length, '_');
  const int with_stars = trouble_with(node, stars), with_lines = trouble_with(node, lines);
  if (std::min(with_stars, with_lines) < 2) return open_marks(node, with_stars <= with_lines ? stars : lines), true;
  loss(node, "is nested as Markdown cannot write it, and written as what it contains");
  return true;
}

// Marks that cannot be told from those beside them (2), marks that can be with letters written as numbers (1), others.
int Writer::trouble_with(const Node& node, std::string_view marks) const {
  const char mark = marks[0];
  const Open* const around = m_open.empty() || !m_open.back().is_marks ? nullptr : &m_open.back();
  const bool within_same = around != nullptr && around->end[0] == mark;
  const bool word_before = edge_before() == Edge::word, word_behind = edge_behind(node) == Edge::word;
  // A run of stars may open two emphases, if the inner one is of another kind and ends first; but not end one, too.
  const bool is_behind_opener = around != nullptr && around->begin + around->end.size() == m_lines.size();
  const bool may_run_on =
      mark == '*' && word_behind && within_same && is_behind_opener && around->end != marks && !node.is_last_child();
  if (ends_with_mark(mark) && !may_run_on) return 2;
  // A run may end two emphases of different kinds, and no more.
  if (within_same && node.is_last_child() && (around->end == marks || around->ends_along)) return 2;
  // By pandoc's rules a star that no space stands before closes what a star has opened.
  const bool closes = mark == '*' && has(Extension::pandoc_rules) && edge_before() != Edge::space;
  if (closes && is_within(marks)) return 2;
  const bool at_word = edge_before() == Edge::word || edge_before() == Edge::punctuation;
  if (is_within(marks) && at_word && edge_inside(node) != Edge::word) return 2;
  if (is_within(marks) && edge_before() != Edge::space) return 1;
  if (mark == '_') return word_before || word_behind ? 1 : 0;
  return !word_before && !word_behind && has_star_inside(node) ? 1 : 0;
}

bool Writer::strikeout(const Node& node) {
  const bool may = has(Extension::strikeout) && node.has_children() && !ends_with_mark('~') && !is_within("~~");
  if (may) return open_marks(node, "~~"), true;
  return element(node, "del"), true;
}

// Left-flanking, in the words of the specification: no space follows, and no punctuation does but behind a space or
// punctuation. Underscores, and what is within marks of its own kind, are to stand at the beginning of a word.
void Writer::open_marks(const Node& node, std::string marks) {
  const Edge inside = edge_inside(node);
  const bool strict = marks[0] == '_' || is_within(marks);
  if (edge_before() == Edge::word && (strict || inside != Edge::word)) code_last();
  m_code_next = inside == Edge::space;
  const bool ends_along =
      !m_open.empty() && m_open.back().is_marks && m_open.back().end[0] == marks[0] && node.is_last_child();
  if (!m_open.empty() && ends_with_mark(marks[0])) m_open.back().runs_on = true;
  open(node, marks, marks);
  m_open.back().is_marks = true;
  m_open.back().ends_along = ends_along;
  m_open.back().is_strict = strict;
}

void Writer::close_marks(const Node& node) {
  const Edge before = edge_before();
  if (before == Edge::space) code_last();
  m_code_next = edge_behind(node) == Edge::word && (m_open.back().is_strict || before != Edge::word);
}

// A run that opened two emphases may be closed by marks of either length.
bool Writer::is_within(std::string_view marks) const {
  return std::any_of(m_open.begin(), m_open.end(), [&](const Open& open) {
    return open.is_marks && (open.end == marks || (open.runs_on && open.end[0] == marks[0]));
  });
}

bool Writer::ends_with_mark(char mark) const {
  return !m_lines.at_line_start() && markdown::ends_with_mark(m_lines.string(), mark);
}

Writer::Edge Writer::edge_of(char32_t c) {
  return is_unicode_space(c) ? Edge::space : is_unicode_punctuation(c) ? Edge::punctuation : Edge::word;
}

Writer::Edge Writer::edge_before() const {
  if (m_lines.at_line_start()) return Edge::line_end;
  return edge_of(code_point_before(m_lines.string(), m_lines.size()));
}

// What a node begins with, as it is written.
Writer::Edge Writer::edge_at(Node node) const {
  while (true) {
    switch (node.kind()) {
      case Kind::text: return edge_of(code_point_at(node.text(), 0));
      case Kind::soft_break: return Edge::line_end;
      case Kind::comment:
      case Kind::index_entry: return edge_behind(node);
      case Kind::span:
      case Kind::small_caps:
        if (has(Extension::bracketed_spans)) return Edge::punctuation;
        if (!node.has_children()) return edge_behind(node);
        node = *node.children().begin();
        continue;
      default: return Edge::punctuation;
    }
  }
}

Writer::Edge Writer::edge_inside(const Node& node) const {
  return node.has_children() ? edge_at(*node.children().begin()) : Edge::punctuation;
}

// What follows a node: what comes next, or the mark that ends what it is in.
Writer::Edge Writer::edge_behind(Node node) const {
  while (node.is_last_child()) {
    node = node.parent();
    if (!node.is_inline()) return Edge::line_end;
    const bool is_seen =
        std::any_of(m_open.begin(), m_open.end(), [&](const Open& open) { return open.node == node.index(); });
    if (is_seen) return Edge::punctuation;
  }
  return edge_at(node.next());
}

// Writes the last character of the line as a number. Where it stands right behind an opening mark, a number makes that
// one need a space or punctuation before it, too.
void Writer::code_last() {
  std::size_t end = m_lines.size();
  for (auto open = m_open.rbegin();; ++open) {
    end = code_before(end);
    const bool opens = open != m_open.rend() && open->is_marks && open->begin + open->end.size() == end;
    if (!opens || edge_of(code_point_before(m_lines.string(), open->begin)) != Edge::word) return;
    end = open->begin;
  }
}

// Quotations and citations do not begin right behind a word, nor behind the dot of an abbreviation.
void Writer::part_from_word() {
  if (edge_before() == Edge::word || m_lines.last() == '.') code_last();
}

// Writes the character that ends at `end` as a number. Returns where it begins.
std::size_t Writer::code_before(std::size_t end) {
  std::string& text = m_lines.text();
  std::size_t begin = end - 1;
  while ((static_cast<unsigned char>(text[begin]) & 0xC0) == 0x80) --begin;
  std::string coded = numeric(deckle::utf8::decode(text, begin).code_point);
  if (markdown::ends_with_mark(std::string_view(text).substr(0, begin), '\\')) {
    if (is_punctuation(text[begin])) --begin;  // with its escape
    else coded.insert(0, 1, '\\');             // it was none of an escape
  }
  if (m_measured > begin) {
    m_width += coded.size() - m_context.width(std::string_view(text).substr(begin, end - begin));
    m_measured += coded.size() - (end - begin);
  }
  text.replace(begin, end - begin, coded);
  for (Open& open : m_open)
    if (open.begin >= end) open.begin += coded.size() - (end - begin);
  return begin;
}

}  // namespace markdown
