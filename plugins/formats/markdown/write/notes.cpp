// Notes, citations, and where notes and links are defined.
#include <deckle/utf8.hpp>

#include "../read/characters.hpp"
#include "../read/unicode.hpp"
#include "writer.hpp"

using deckle::Key;
using deckle::Kind;
using deckle::Node;

namespace markdown {
namespace {

constexpr std::string_view key_marks = ":.#$%&-+?<>~/";

// Whether pandoc reads a key without braces around it: letters, digits, and single marks within.
bool is_bare_key(std::string_view key) {
  bool after_mark = true;
  for (std::size_t at = 0; at < key.size();) {
    const char first = key[at];
    const char32_t c = deckle::utf8::next(key, at);
    const bool word = c == '_' || is_unicode_word(c);
    if (!word && (after_mark || key_marks.find(first) == std::string_view::npos)) return false;
    after_mark = !word;
  }
  return !after_mark;
}

std::string cited_key(const Node& item, bool in_braces = false) {
  const std::string key(item.string(Key::key));
  return is_bare_key(key) && !in_braces ? "@" + key : "@{" + key + "}";
}

// Whether text would make a key before it longer.
bool goes_on_with_key(std::string_view text) {
  return !text.empty() && (text[0] == '_' || is_alphanumeric(text[0]) || (text[0] & 0x80) != 0 ||
                           key_marks.find(text[0]) != std::string_view::npos);
}

// Text behind a key can begin with a number instead; the last character of a key cannot be one, as marks want it.
bool needs_braces_before(const Node& next) {
  if (next.is(Kind::raw_inline)) return goes_on_with_key(next.text());
  return !next.is_leaf();
}

bool is_one_paragraph(const Node& note) {
  if (!note.has_children()) return false;
  const Node block = *note.children().begin();
  return block.is_last_child() && (block.is(Kind::paragraph) || block.is(Kind::plain));
}

}  // namespace

// Whether a definition would be read as this paragraph: as no figure, and at all.
bool Writer::may_be_defined(const Node& paragraph) const {
  if (!paragraph.has_children()) return false;
  const Node first = *paragraph.children().begin();
  if (first.is_last_child() && first.is(Kind::image)) return !has(Extension::implicit_figures);
  Node last = first;
  for (const Node child : paragraph.children()) last = child;
  return !first.is(Kind::soft_break) && !last.is(Kind::soft_break) && !last.is(Kind::hard_break);
}

// In the text a note is a reference. Its content is walked by write_definitions(), which begins with the note itself.
bool Writer::note(const Node& node) {
  if (node.index() == m_root) return true;
  for (const Node block : node.children())
    if (block.is(Kind::plain) && block.is_last_child()) loss(block, "becomes a paragraph in a note");
  const auto is_defined = [&] { return may_be_defined(*node.children().begin()); };
  const bool may_refer = has(Extension::footnotes) && m_lines.last() != ']';
  if (has(Extension::inline_notes) && is_one_paragraph(node) && !(may_refer && is_defined())) {
    bracket(node, "^[", "]");
    return true;
  }
  if (m_context.in_metadata) return loss(node, "stands in metadata and is left out"), false;
  m_context.notes.push_back(node);
  const std::string number = std::to_string(m_context.notes.size());
  if (has(Extension::footnotes)) return m_lines.write("[^" + number + "]"), false;
  loss(node, "is written as an item of a list at the end");
  m_lines.write("<sup>" + number + "</sup>");
  return false;
}

void Writer::write_definitions() {
  const bool footnotes = has(Extension::footnotes);
  std::size_t& done = m_context.notes_written;
  for (; done < m_context.notes.size(); ++done) {  // notes within notes are added at the end
    const std::string number = std::to_string(done + 1);
    m_lines.separate(2);
    if (footnotes) m_lines.open("[^" + number + "]: ", "    ");
    else m_lines.open(number + ". ", std::string(number.size() + 2, ' '));
    const Node note(m_context.notes[done]);  // the list may move
    write(note);
    m_lines.close();
  }
  m_lines.separate(2);
  for (; m_context.definitions_written < m_context.definitions.size(); ++m_context.definitions_written) {
    const auto& [label, target] = m_context.definitions[m_context.definitions_written];
    m_lines.write("[" + label + "]: " + target);
    m_lines.separate(1);
  }
}

std::string Writer::inlines(const Node& node, bool in_brackets, bool at_line_start, bool has_lines) const {
  Writer writer(m_context);
  writer.m_one_line = !has_lines;
  writer.m_brackets = in_brackets;
  if (!at_line_start) writer.m_lines.text();
  writer.write(node);
  return std::move(writer.m_lines.string());
}

// [see @a, p. 3; -@b], or @a [p. 4; see @b] where the first is part of the sentence.
bool Writer::citation(const Node& node) {
  if (!has(Extension::citations)) return loss(node, "is written as its text"), cited_text(node);
  std::string first, others;
  for (const Node item : node.children()) {
    if (!item.is(Kind::citation_item)) break;
    const bool in_text = first.empty() && others.empty() && item.string(Key::mode) == "author-in-text";
    if (!others.empty()) others += "; ";
    others += in_text ? affix(item, Kind::suffix) : citation_item(item);
    if (in_text) first = cited_key(item);
  }
  if (!first.empty() && others.empty() && needs_braces(node)) first = cited_key(*node.children().begin(), true);
  if (first.empty()) return m_lines.write_lines("[" + others + "]"), false;
  part_from_word();
  m_code_next = others.empty() && !node.is_last_child() && goes_on_with_key(node.next().text());
  const std::string_view space = m_solid > 0 ? "" : " ";  // where none may stand
  m_lines.write_lines(others.empty() ? first : first.append(space) + "[" + others + "]");
  return false;
}

// Whether what stands behind a key would make it longer.
bool Writer::needs_braces(const Node& citation) const {
  if (!citation.is_last_child()) return needs_braces_before(citation.next());
  const bool ends_outer = !m_open.empty() && m_open.back().node == citation.parent().index();
  return ends_outer && goes_on_with_key(m_open.back().end);
}

// The text of a citation that has some is among its children; else its keys are.
bool Writer::cited_text(const Node& node) {
  std::string keys;
  for (const Node child : node.children()) {
    if (!child.is(Kind::citation_item)) return true;
    keys += (keys.empty() ? "@" : "; @") + std::string(child.string(Key::key));
  }
  m_lines.write("[" + keys + "]");
  return false;
}

std::string Writer::citation_item(const Node& item) {
  std::string before = affix(item, Kind::prefix), behind = affix(item, Kind::suffix);
  if (!before.empty() && !before.ends_with(' ')) before += ' ';
  const std::string key = cited_key(item, goes_on_with_key(behind));
  return before + (item.string(Key::mode) == "suppress-author" ? "-" : "") + key + behind;
}

std::string Writer::affix(const Node& item, Kind kind) {
  const std::optional<Node> affix = item.child(kind);
  const bool has_lines = !m_one_line && m_context.options.wrap == Wrap::preserve;
  return affix ? inlines(*affix, true, false, has_lines) : std::string();
}

}  // namespace markdown
