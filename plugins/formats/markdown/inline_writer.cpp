// Inlines.
#include "writer.hpp"

using deckle::Key;
using deckle::Kind;
using deckle::Node;

namespace {

// Spans with one of these classes have an element of HTML that GitHub shows.
std::string_view span_tag(const Node& span) {
  for (std::string_view tag : {"kbd", "samp", "var", "abbr", "mark"})
    if (span.classes() == tag) return tag;
  return {};
}

// All text of an inline that has nothing but text; empty if it has anything else.
std::string_view only_text(const Node& node) {
  if (node.subtree() != 2) return {};
  const Node child(&node.document().raw(), node.index() + 1);
  return child.is(Kind::text) ? child.text() : std::string_view();
}

bool is_break(const Node& node) { return node.is(Kind::soft_break) || node.is(Kind::hard_break); }

std::string_view opening_quote(const Node& node) {
  return node.string(Key::quote) == "single" ? "\xE2\x80\x98" : "\xE2\x80\x9C";
}

bool is_emphasis(const Node& node) { return node.is(Kind::emphasis) || node.is(Kind::strong); }

// Whether a word follows an emphasis, or those that end together with it.
bool is_before_word(Node node) {
  while (node.is_last_child() && is_emphasis(node.parent())) node = node.parent();
  return !node.is_last_child() && node.next().is(Kind::text) && !node.next().text().empty() &&
         escape::is_word(node.next().text()[0]);
}

// Whether an emphasis begins with one that has to have stars.
bool begins_with_stars(const Node& node) {
  if (!node.has_children()) return false;
  const Node first(&node.document().raw(), node.index() + 1);
  return is_emphasis(first) && is_before_word(first);
}

std::string anchor(const Node& node) { return "<a id=\"" + std::string(node.id()) + "\"></a>"; }

std::string element(std::string_view name, bool end = false) { return (end ? "</" : "<") + std::string(name) + ">"; }

}  // namespace

bool Writer::enter_inline(const Node& node) {
  if (node.raw().attr_count > 0 && !node.is(Kind::span)) attributes_lost(node);
  switch (node.kind()) {
    case Kind::text: return text(node), false;
    case Kind::soft_break:
    case Kind::hard_break: return line_break(node), false;
    case Kind::emphasis: return emphasis(node, 1), true;
    case Kind::strong: return emphasis(node, 2), true;
    case Kind::strikeout:
    case Kind::deletion:
      if (!is_gfm()) loss(node, "is written as HTML");
      else if (node.is(Kind::deletion)) loss(node, "is written as struck out text");
      return tag(is_gfm() ? "~~" : "<del>"), true;
    case Kind::underline: return loss(node, "is written as HTML"), tag("<u>"), true;
    case Kind::superscript: return loss(node, "is written as HTML"), tag("<sup>"), true;
    case Kind::subscript: return loss(node, "is written as HTML"), tag("<sub>"), true;
    case Kind::insertion: return loss(node, "is written as HTML"), tag("<ins>"), true;
    case Kind::ruby: return loss(node, "is written as HTML"), tag("<ruby>"), true;
    case Kind::small_caps: return loss(node, "is written as what it contains"), true;
    case Kind::quoted: return loss(node, "is written with its quotation marks"), tag(opening_quote(node)), true;
    case Kind::code: return m_lines.write(escape::code(node.text())), false;
    case Kind::math: return math(node), false;
    case Kind::raw_inline: return raw(node), false;
    case Kind::link:
    case Kind::image:
    case Kind::media:
    case Kind::reference: return link(node);
    case Kind::note: return note(node);
    case Kind::comment: return loss(node, "is left out"), false;
    case Kind::citation: return citation(node), true;
    case Kind::span:
      if (const auto name = span_tag(node); !name.empty()) loss(node, "is written as HTML"), tag(element(name));
      else attributes_lost(node);
      return true;
    case Kind::anchor: return loss(node, "is written as HTML"), tag(anchor(node)), false;
    case Kind::index_entry: return loss(node, "is left out"), false;
    default: return true;
  }
}

void Writer::leave_inline(const Node& node) {
  switch (node.kind()) {
    case Kind::emphasis:
    case Kind::strong: return end_emphasis();
    case Kind::strikeout:
    case Kind::deletion: return tag(is_gfm() ? "~~" : "</del>");
    case Kind::underline: return tag("</u>");
    case Kind::superscript: return tag("</sup>");
    case Kind::subscript: return tag("</sub>");
    case Kind::insertion: return tag("</ins>");
    case Kind::ruby: return tag("</ruby>");
    case Kind::quoted: return tag(node.string(Key::quote) == "single" ? "\xE2\x80\x99" : "\xE2\x80\x9D");
    case Kind::link:
    case Kind::image:
    case Kind::media:
    case Kind::reference: return end_link(node);
    case Kind::span:
      if (const auto name = span_tag(node); !name.empty()) tag(element(name, true));
      return;
    default: return;
  }
}

void Writer::text(const Node& node) {
  escape::Place place;
  place.dialect = m_options.dialect;
  place.line_start = m_lines.at_line_start() && !in_cell() && !(m_in_heading && !m_setext);
  place.first_line = m_first_line;
  place.in_link = m_links > 0;
  place.in_heading = m_in_heading;
  place.before = m_lines.last();
  const bool last = node.is_last_child();
  const bool ends_block = last && !node.parent().is_inline();
  place.line_end = ends_block || (!last && is_break(node.next()));
  // What comes next is known only roughly: a delimiter stands for it.
  if (!place.line_end) place.after = '*';
  place.before_bracket = !last && (node.next().is(Kind::link) || node.next().is(Kind::note));
  const std::string escaped = escape::text(node.text(), place);
  if (m_options.wrap != Wrap::automatic || m_in_heading || in_cell()) return m_lines.write(escaped);
  std::string_view rest = escaped;
  for (auto space = rest.find(' '); !rest.empty(); space = rest.find(' ')) {
    m_lines.write(rest.substr(0, space));
    fill_line();
    if (space == std::string_view::npos) return;
    const char next = space + 1 < rest.size() ? rest[space + 1] : '*';
    const bool breakable = (next >= 'a' && next <= 'z') || (next >= 'A' && next <= 'Z') || (next & 0x80) != 0;
    if (breakable) m_space = m_lines.size();
    m_lines.write(" ");
    rest.remove_prefix(space + 1);
  }
}

// Breaks a line that has become too long at the last space where a word follows.
void Writer::fill_line() {
  if (m_lines.column() <= static_cast<std::size_t>(m_options.columns) || m_space <= m_lines.line_begin()) return;
  const std::string word = m_lines.cut(m_space);
  m_space = 0;
  m_first_line = false;
  m_lines.newline();
  m_lines.write(std::string_view(word).substr(1));
}

void Writer::line_break(const Node& node) {
  const bool hard = node.is(Kind::hard_break);
  if (in_cell() || (m_in_heading && !m_setext)) return m_lines.write(hard ? "<br />" : " ");
  if (!hard && m_options.wrap == Wrap::none && !m_setext) return m_lines.write(" ");
  if (!hard && m_options.wrap == Wrap::automatic && !m_setext) {
    m_lines.write(" ");
    return;
  }
  if (hard) m_lines.write("\\");
  m_lines.newline();
  m_first_line = false;
  m_space = 0;
}

// Stars; underscores where a star just before would run into them, unless a word stands next to either: inside of words
// only stars are emphasis.
void Writer::emphasis(const Node& node, std::size_t length) {
  const std::string& line = m_lines.string();
  const auto before_run = line.find_last_not_of('*');
  const bool has_before = before_run != std::string::npos;
  const bool after_word = has_before && escape::is_word(line[before_run]);
  const bool after_escape = has_before && line[before_run] == '\\' && before_run + 2 == line.size();
  const bool runs_in = (m_lines.last() == '*' && !after_escape) || begins_with_stars(node);
  const bool underscore = runs_in && !after_word && !is_before_word(node);
  m_emphases.emplace_back(length, underscore ? '_' : '*');
  m_lines.write(m_emphases.back());
}

void Writer::end_emphasis() {
  m_lines.write(m_emphases.back());
  m_emphases.pop_back();
}

void Writer::math(const Node& node) {
  loss(node, "is written between dollar signs");
  const bool display = node.boolean(Key::display);
  m_lines.write(display ? "$$" : "$`");
  m_lines.write_lines(node.text());
  m_lines.write(display ? "$$" : "`$");
}

bool Writer::link(const Node& node) {
  const std::string_view inside = only_text(node);
  if (node.is(Kind::link) && m_links == 0 && !node.find(Key::title) &&
      escape::is_autolink(inside, node.string(Key::url))) {
    m_lines.write("<" + std::string(inside) + ">");
    return false;
  }
  if (node.is(Kind::media) || node.is(Kind::reference)) loss(node, "is written as a link");
  m_lines.write(node.is(Kind::image) ? "![" : "[");
  ++m_links;
  return true;
}

void Writer::end_link(const Node& node) {
  --m_links;
  std::string url(m_call.address(node, node.string(Key::url)));
  if (const auto target = node.find(Key::target);
      node.is(Kind::reference) && target && target->index() < node.document().size())
    url = "#" + std::string(node.document().node(target->index()).id());
  std::string end = "](" + (url.empty() && !node.find(Key::title) ? std::string() : escape::destination(url));
  if (const auto title = node.find(Key::title)) end += " " + escape::title(title->string());
  m_lines.write(end + ")");
}

// In the text a note is a reference. Its content is walked by write_notes(), which begins with the note itself.
bool Writer::note(const Node& node) {
  if (node.index() == m_root) return true;
  m_notes.push_back(node);
  const std::string number = std::to_string(m_notes.size());
  if (!is_gfm()) loss(node, "is written as an item of a list at the end");
  m_lines.write(is_gfm() ? "[^" + number + "]" : "<sup>" + number + "</sup>");
  return false;
}

void Writer::citation(const Node& node) {
  loss(node, "is written as its text");
  std::string keys;
  for (Node child : node.children()) {
    if (!child.is(Kind::citation_item)) return;
    keys += (keys.empty() ? "@" : "; @") + std::string(child.string(Key::key));
  }
  m_lines.write("[" + keys + "]");
}
