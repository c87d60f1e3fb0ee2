// Text, breaks, and what stands in lines, except emphasis, links and notes.
#include <utility>

#include "../read/characters.hpp"
#include "../read/html_syntax.hpp"
#include "../read/inline_text.hpp"
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
bool is_html(std::string_view format) { return format == "html" || format == "html5" || format == "html4"; }

// Whether a text is one tag, comment or other piece of HTML that is read as such within a line.
bool is_inline_html(std::string_view text) {
  const auto ends_with = [text](std::size_t from, std::string_view end) {
    return text.find(end, from) + end.size() == text.size();
  };
  if (text.starts_with("<!--")) return ends_with(4, "-->") || text == "<!-->" || text == "<!--->";
  if (text.starts_with("<?")) return ends_with(2, "?>");
  if (text.starts_with("<![CDATA[")) return ends_with(9, "]]>");
  if (text.starts_with("<!") && text.size() > 2 && is_letter(text[2])) return ends_with(2, ">");
  return text.starts_with('<') && html_tag_length(text, 0) == text.size();
}

bool is_span_tag(std::string_view tag) { return has_word_at(tag, 1, "span") || has_word_at(tag, 1, "/span"); }

// Whether code, a formula or a link may have braces behind it, so that text there must not look like them.
bool is_attributable(char last) { return last == '`' || last == ')' || last == ']' || last == '>'; }

// Whether a backslash at the end would take the meaning of what follows.
bool ends_with_escape(std::string_view text) { return (text.size() - (text.find_last_not_of('\\') + 1)) % 2 == 1; }

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
  return place;
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
  if (m_space <= m_lines.line_begin() || line_width() <= static_cast<std::size_t>(m_context.options.columns)) return;
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

void Writer::line_break(const Node& node) {
  const bool hard = node.is(Kind::hard_break);
  if (m_one_line && hard) loss(node, "is written as HTML");
  if (m_one_line) return m_lines.write(hard ? "<br />" : " ");
  if (!ends_line(node)) {
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

void Writer::code_span(const Node& node) {
  const bool is_empty = node.text().empty();  // pandoc leaves out a space
  if (is_empty && !has(Extension::pandoc_rules)) return loss(node, "is empty and is left out");
  part_from_code();
  m_lines.write(is_empty ? "` `" : code(node.text()));
  if (has(Extension::inline_code_attributes)) m_lines.write(attributes(node, m_context));
}

// Backticks would run into those that end what stands before.
void Writer::part_from_code() {
  if (ends_with_mark('`') && has(Extension::inline_code_attributes)) m_lines.write("{}");
}

void Writer::math(const Node& node) {
  const bool display = node.boolean(Key::display);
  const std::string_view formula = node.text();
  const bool bare = !formula.empty() && !is_space(formula.front()) && !is_space(formula.back());
  if (has(Extension::tex_math_dollars) && (display || bare) && formula.find('$') == std::string_view::npos) {
    m_lines.write(display ? "$$" : "$");
    m_lines.write_lines(formula);
    if (!display && ends_with_escape(formula)) m_lines.write(" ");  // which is no part of it
    m_lines.write(display ? "$$" : "$");
    // No digit stands behind a formula.
    const std::string_view behind = node.is_last_child() ? std::string_view() : node.next().text();
    m_code_next = !behind.empty() && is_digit(behind[0]) && node.next().is(Kind::text);
    return;
  }
  loss(node, "is written between dollar signs");
  m_lines.write(display ? "$$" : "$`");
  m_lines.write_lines(formula);
  m_lines.write(display ? "$$" : "`$");
}

// Whether pandoc makes a span of a tag, or ends the paragraph before it.
bool Writer::is_read_apart_in_line(std::string_view tag) const {
  if (has(Extension::native_spans) && is_span_tag(tag)) return true;
  const std::string_view name = tag.starts_with("<!") || tag.starts_with("<?") ? "" : html_tag_name(tag);
  return has(Extension::markdown_in_html_blocks) && (is_block_element(name) || is_same_name(name, "div"));
}

void Writer::raw_inline(const Node& node) {
  const std::string_view format = node.string(Key::format);
  const bool is_read_so = is_html(format) ? is_inline_html(node.text()) && !is_read_apart_in_line(node.text())
                                          : format == "markdown" || (format == "tex" && has(Extension::raw_tex));
  const bool loses_space = node.text().ends_with(' ') && (node.is_last_child() || is_break(node.next()));
  // Marks behind a word want its last character as a number, and a command has none; it may take a star for its own.
  const bool is_before_star = node.is_last_child() && !m_open.empty() && m_open.back().end.starts_with('*');
  const bool is_before_marks = format == "tex" && (is_before_star || (!node.is_last_child() && !node.next().is_leaf()));
  if ((!is_read_so || loses_space || is_before_marks) && has(Extension::raw_attribute)) return raw_code(node);
  if (!is_read_so) loss(node, is_html(format) ? "is no HTML within a line" : "is in another format and is left out");
  else if (is_html(format) && begins_html_block(node)) loss(node, "is read as the beginning of a block");
  if (is_read_so || is_html(format)) write_inline_lines(node.text());
}

// Spaces at the ends are not read.
void Writer::raw_code(const Node& node) {
  const std::string_view text = node.text();
  if (has(Extension::pandoc_rules) && trimmed(text).size() < text.size()) loss(node, "loses the spaces at its ends");
  if (text.find('\n') != std::string_view::npos) loss(node, "is written in one line");
  part_from_code();
  m_lines.write((text.empty() ? "` `" : code(text)) + "{=" + std::string(node.string(Key::format)) + "}");
}

// Lines of a paragraph: indented so far, a line that would begin a block does not.
void Writer::write_inline_lines(std::string_view text) {
  for (auto end = text.find('\n'); end != std::string_view::npos; end = text.find('\n')) {
    m_lines.write(text.substr(0, end));
    m_lines.newline_verbatim();
    text.remove_prefix(end + 1);
    if (!text.empty() && !is_letter(text[0])) m_lines.write("    ");
  }
  m_lines.write(text);
}

// Whether a tag stands where it begins a block: at the beginning of a line, or alone in the first one.
bool Writer::begins_html_block(const Node& tag) const {
  std::string_view rest = tag.text();
  for (bool at_start = m_lines.at_line_start();; at_start = true) {
    const auto end = std::min(rest.find('\n'), rest.size());
    const int kind = at_start && rest.starts_with('<') ? html_block_kind(rest.substr(0, end)) : 0;
    if (kind > 0 && kind < 7) return true;
    if (kind == 7 && m_first_line && (tag.is_last_child() || is_break(tag.next()))) return true;
    if (end == rest.size()) return false;
    rest.remove_prefix(end + 1);
  }
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
