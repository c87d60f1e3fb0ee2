// Text, breaks, and what stands in lines, except emphasis, links, notes, and what no escape reaches.
#include <utility>

#include "../read/characters.hpp"
#include "../read/inline_text.hpp"
#include "kinds.hpp"
#include "writer.hpp"

using deckle::Key;
using deckle::Kind;
using deckle::Node;

namespace markdown {
namespace {

constexpr std::string_view no_break_space = "\xC2\xA0";

// Spans with one of these classes have an element of HTML that GitHub shows.
std::string_view span_tag(const Node& span) {
  for (const std::string_view tag : {"kbd", "samp", "var", "abbr", "mark"})
    if (span.classes() == tag) return tag;
  return {};
}

bool is_break(const Node& node) { return node.is(Kind::soft_break) || node.is(Kind::hard_break); }
// Whether code, a formula or a link may have braces behind it, so that text there must not look like them.
bool is_attributable(char last) { return last == '`' || last == ')' || last == ']' || last == '>'; }

// Whether a node may be written with a bracket as its first byte.
bool begins_with_bracket(const Node& node) {
  switch (node.kind()) {
    case Kind::link:
    case Kind::note:
    case Kind::span:
    case Kind::citation:
    case Kind::underline:
    case Kind::small_caps:
    case Kind::media:
    case Kind::reference:
    case Kind::anchor: return true;
    default: return false;
  }
}

// Whether there is nothing in it but letters and digits.
bool is_word(const Node& node) {
  const Node text = *node.children().begin();
  return text.is(Kind::text) && text.is_last_child() && std::ranges::all_of(text.text(), is_alphanumeric);
}

// Whether a line can begin with this word: it must not be the marker of a list.
bool can_begin_line(std::string_view word, bool fancy_lists) {
  if (word.empty() || !(is_letter(word[0]) || (word[0] & 0x80) != 0)) return false;
  return !fancy_lists || (word.back() != '.' && word.back() != ')');
}

}  // namespace

bool Writer::enter_inline(const Node& node) {
  if (node.raw().attr_count > 0) check_attributes(node);
  switch (node.kind()) {
    case Kind::text: return text(node), false;
    case Kind::soft_break:
    case Kind::hard_break: return line_break(node), false;
    case Kind::emphasis: return emphasis(node, 1);
    case Kind::strong: return emphasis(node, 2);
    case Kind::strikeout: return strikeout(node);
    case Kind::deletion: return loss(node, "is written as struck out text"), strikeout(node);
    case Kind::underline: return classed(node, "underline", "u"), true;
    case Kind::small_caps: return classed(node, "smallcaps", ""), true;
    case Kind::superscript: return raised(node, '^', "sup"), true;
    case Kind::subscript: return raised(node, '~', "sub"), true;
    case Kind::insertion: return element(node, "ins"), true;
    case Kind::ruby: return element(node, "ruby"), true;
    case Kind::quoted: return quotation(node), true;
    case Kind::code: return code_span(node), false;
    case Kind::math: return math(node), false;
    case Kind::raw_inline: return raw_inline(node), false;
    case Kind::link:
    case Kind::image:
    case Kind::media:
    case Kind::reference: return link(node);
    case Kind::note: return note(node);
    case Kind::citation: return citation(node);
    case Kind::span: return span(node), true;
    case Kind::anchor: return anchor(node), false;
    case Kind::comment:
    case Kind::index_entry: return loss(node, "is left out"), false;
    default: return true;
  }
}

void Writer::leave_inline(const Node& node) {
  if (node.index() != m_root) close(node);
}

// Told for those that have no syntax for attributes; the others tell of their own.
void Writer::check_attributes(const Node& node) {
  if (!has_attributes(node)) return;
  switch (node.kind()) {
    case Kind::code:
      if (has(Extension::inline_code_attributes)) return;
      break;
    case Kind::link:
    case Kind::image:
      if (has(Extension::link_attributes)) return;
      break;
    case Kind::span:
      if (has(Extension::bracketed_spans) || !span_tag(node).empty()) return;
      break;
    case Kind::anchor: return;
    default: break;
  }
  loss(node, "has attributes, which are left out");
}

Place Writer::place_of(const Node& node) {
  Place place;
  place.document_start = m_lines.is_empty();
  place.line_start = m_lines.at_line_start() && !(m_in_heading && !m_setext);
  place.first_line = m_first_line;
  place.in_link = m_links > 0;
  place.in_brackets = m_brackets > 0;
  place.in_heading = m_in_heading;
  place.in_double = is_within("\"");
  place.in_single = is_within("'");
  place.is_solid = m_solid > 0;
  place.in_marks = std::any_of(m_open.begin(), m_open.end(), [](const Open& open) { return open.is_marks; });
  // A byte order mark at the start would be none of the text.
  const bool begins_with_mark = place.document_start && node.text().starts_with("\xEF\xBB\xBF");
  place.begins_coded = std::exchange(m_code_next, false) || begins_with_mark;
  place.before = m_lines.last();
  place.behind_attributable = is_attributable(place.before);
  const bool last = node.is_last_child();
  place.block_end = last && !node.parent().is_inline() && m_brackets == 0;
  place.block_start = node.index() == node.parent().index() + 1 && !node.parent().is_inline();
  place.line_end = place.block_end || (!last && ends_line(node.next()));
  // What comes next is known only roughly: a delimiter stands for it.
  if (!place.block_end && (last || !is_break(node.next()))) place.after = '*';
  else if (!last && node.next().is(Kind::hard_break)) place.after = '\\';
  else if (!last && m_context.options.wrap == Wrap::none && !ends_line(node.next())) place.after = ' ';
  place.before_bracket = !last && begins_with_bracket(node.next());
  place.closes_behind = closes_behind(node);
  m_lone.enter(node);
  place.lone = &m_lone;
  return place;
}

// Whether a bracket that a text opens is closed in the lines behind it, and nothing follows that makes it a link.
bool Writer::closes_behind(Node text) {
  if (text.text().find('[') == std::string_view::npos) return false;  // most texts have none
  if (text.text()[text.text().find_last_of("[]")] == ']') return false;
  while (!text.is_last_child()) {
    text = text.next();
    if (text.is(Kind::soft_break) || text.is(Kind::link) || text.is(Kind::code)) continue;
    if (!text.is(Kind::text)) return false;
    const auto bracket = text.text().find_first_of("[]");
    if (bracket == std::string_view::npos) continue;
    const std::string_view behind = text.text().substr(bracket);
    if (behind.size() > 1)
      return behind[0] == ']' && std::string_view("([:{").find(behind[1]) == std::string_view::npos;
    const bool ends = text.is_last_child() ? !text.parent().is_inline() : is_break(text.next());
    return behind[0] == ']' && ends;
  }
  return false;
}

void Writer::text(const Node& node) {
  std::string_view said = node.text();
  if (said.empty()) return;
  const Place place = place_of(node);
  if (node.parent().is(Kind::line) && has(Extension::line_blocks) && node.index() == node.parent().index() + 1)
    for (; said.size() > no_break_space.size() && said.starts_with(no_break_space);
         said.remove_prefix(no_break_space.size()))
      m_lines.write(" ");
  if (m_context.options.wrap != Wrap::automatic || m_in_heading || m_one_line || m_context.in_metadata)
    return m_context.escaper.append(m_lines.text(), said, place);
  m_scratch.clear();
  m_context.escaper.append(m_scratch, said, place);
  fill(m_scratch);
}

// Writes words, and breaks the line where it becomes too long.
void Writer::fill(std::string_view rest) {
  while (true) {
    const auto space = rest.find(' ');
    m_lines.write(rest.substr(0, space));
    fill_line();
    if (space == std::string_view::npos) return;
    rest.remove_prefix(space + 1);
    if (can_begin_line(rest.substr(0, rest.find(' ')), has(Extension::fancy_lists))) m_space = m_lines.size();
    m_lines.write(" ");
  }
}

// Breaks a line that has become too long at the last space where a word follows.
void Writer::fill_line() {
  if (m_space <= m_lines.line_begin()) return;
  const std::size_t width = line_width() - (m_lines.last() == ' ' ? 1 : 0);  // a space at the end takes none
  if (width <= static_cast<std::size_t>(m_context.options.columns)) return;
  const std::string word = m_lines.cut(m_space);
  m_space = m_measured = 0;
  m_first_line = false;
  m_lines.newline();
  m_lines.write(std::string_view(word).substr(1));
}

// Columns of the line so far. Each byte is looked at once.
std::size_t Writer::line_width() {
  const std::size_t size = m_lines.size();
  if (m_measured <= m_lines.line_begin() || m_measured > size) m_measured = m_lines.line_begin(), m_width = 0;
  m_width += m_context.width(std::string_view(m_lines.string()).substr(m_measured));
  m_measured = size;
  return m_width;
}

// Whether a break, if it is one, is written as such.
bool Writer::ends_line(const Node& node) const {
  return node.is(Kind::hard_break) ||
         (node.is(Kind::soft_break) && (m_context.options.wrap == Wrap::preserve || m_setext));
}

// Whether of a node and all behind it in a paragraph nothing is left here: spans of which only the identifier told.
bool Writer::is_unseen_from(Node node) const {
  if (has(Extension::bracketed_spans) || !is_text(node.parent())) return false;
  for (int looked_at = 0; looked_at < 16; ++looked_at) {
    const bool is_nothing = node.is(Kind::span) && !node.has_children() && span_tag(node).empty();
    if (!is_nothing && !node.is(Kind::soft_break)) return false;
    if (node.is_last_child()) return true;
    node = node.next();
  }
  return false;
}

void Writer::line_break(const Node& node) {
  const bool hard = node.is(Kind::hard_break);
  if (is_unseen_from(node)) return;
  if (m_one_line && hard) loss(node, "is written as HTML");
  if (m_one_line) return m_lines.write(hard ? "<br />" : " ");
  if (!ends_line(node)) {
    if (m_context.options.wrap == Wrap::automatic) fill_line();
    if (m_lines.last() != ' ') m_lines.write(" ");
    const bool word_follows =
        !node.is_last_child() && node.next().is(Kind::text) &&
        can_begin_line(node.next().text().substr(0, node.next().text().find(' ')), has(Extension::fancy_lists));
    if (word_follows) m_space = m_lines.size() - 1;
    return;
  }
  if (hard) m_lines.write("\\");
  m_lines.newline();
  m_first_line = false;
  m_space = 0;
}

void Writer::open(const Node& node, std::string_view begin, std::string end) {
  m_lines.write(begin);
  m_open.push_back({node.index(), m_lines.size() - begin.size(), std::move(end)});
}

// Brackets in the text of what stands in brackets are escaped.
void Writer::bracket(const Node& node, std::string_view begin, std::string end) {
  open(node, begin, std::move(end));
  m_open.back().is_bracket = true;
  ++m_brackets;
}

void Writer::close(const Node& node) {
  if (m_open.empty() || m_open.back().node != node.index()) return;
  if (m_open.back().is_marks) close_marks(node);
  if (m_open.back().is_solid && edge_before() == Edge::space) code_last();
  m_lines.write(m_open.back().end);
  m_links -= m_open.back().is_link;
  m_brackets -= m_open.back().is_bracket;
  m_solid -= m_open.back().is_solid;
  m_open.pop_back();
}

void Writer::element(const Node& node, std::string_view tag) {
  loss(node, "is written as HTML");
  open(node, "<" + std::string(tag) + ">", "</" + std::string(tag) + ">");
}

void Writer::span(const Node& node) {
  if (has(Extension::bracketed_spans)) {
    const std::string braces = attributes(node, m_context);
    return bracket(node, "[", "]" + (braces.empty() ? "{}" : braces));
  }
  if (const std::string_view tag = span_tag(node); !tag.empty()) return element(node, tag);
  loss(node, "is written as what it contains");
}

// What is a span of one class in brackets, or an element of HTML, or what it contains.
void Writer::classed(const Node& node, std::string_view name, std::string_view tag) {
  if (has(Extension::bracketed_spans)) return bracket(node, "[", "]{." + std::string(name) + "}");
  if (!tag.empty()) return element(node, tag);
  loss(node, "is written as what it contains");
}

// Text between two such marks has no spaces, and no mark of the same kind stands next to them.
void Writer::raised(const Node& node, char mark, std::string_view tag) {
  const bool may = has(mark == '^' ? Extension::superscript : Extension::subscript);
  bool simple = node.has_children() && !ends_with_mark(mark);
  for (const deckle::Visit visit : node.walk())
    simple = simple && !is_break(visit.node) && (visit.node.index() == node.index() || !visit.node.is(node.kind()));
  // A ^ before a bracket closes nothing but a word.
  const bool before_bracket = mark == '^' && !node.is_last_child() && begins_with_bracket(node.next());
  if (before_bracket) simple = simple && is_word(node);
  if (may && simple && !begins_with_bracket(*node.children().begin())) {
    m_code_next = edge_inside(node) == Edge::space;
    open(node, std::string(1, mark), std::string(1, mark));
    m_open.back().is_solid = true;
    ++m_solid;
    return;
  }
  element(node, tag);
}

void Writer::quotation(const Node& node) {
  const bool single = node.string(Key::quote) == "single";
  const std::string mark(1, single ? '\'' : '"');
  if (has(Extension::smart) && !is_within(mark) && edge_inside(node) >= Edge::punctuation) {
    part_from_word();
    open(node, mark, mark);
    m_open.back().is_marks = m_open.back().is_strict = true;
    const Node first = *node.children().begin();
    m_code_next = single && first.is(Kind::text) && !may_follow_single(first.text(), 0);
    return;
  }
  loss(node, "is written with its quotation marks");
  open(node, single ? "\xE2\x80\x98" : "\xE2\x80\x9C", single ? "\xE2\x80\x99" : "\xE2\x80\x9D");
}

void Writer::anchor(const Node& node) {
  if (has(Extension::bracketed_spans)) {
    loss(node, "is written as an empty span");
    return m_lines.write("[]" + attributes(node, m_context));
  }
  loss(node, "is written as HTML");
  m_lines.write("<a id=\"" + std::string(node.id()) + "\"></a>");
}

}  // namespace markdown
