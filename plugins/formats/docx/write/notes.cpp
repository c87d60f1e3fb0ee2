// Footnotes and comments: parts of their own, to which the text refers (ECMA-376, part 1, clauses 17.11 and 17.13.4).
// Neither can stand in another: there they are in brackets.
#include <algorithm>
#include <deckle/utf8.hpp>

#include "body_writer.hpp"
#include "dates.hpp"

using deckle::Key;
using deckle::Kind;
using deckle::Node;

namespace {

// The first letters of the words of a name.
std::string initials_of(std::string_view name) {
  std::string made;
  for (std::size_t at = 0; at < name.size(); at = std::min(name.find(' ', at), name.size() - 1) + 1)
    if (name[at] != ' ') made += name.substr(at, deckle::utf8::decode(name, at).length);
  return made;
}

}  // namespace

bool BodyWriter::note(const Node& node) {
  if (m_flow != &m_body) {
    in_brackets(node);
    return false;
  }
  RunFormat& mark = begin_format(node);
  mark.style = style(Role::footnote_reference);
  mark.vertical = {};
  begin_run(mark);
  Story& notes = m_parts.notes;
  xml().element("w:footnoteReference", "w:id", ++notes.count);
  end_run();
  end_format();
  notes.xml.begin("w:footnote").attribute("w:id", notes.count);
  Flow flow{notes};
  flow.mark = "w:footnoteRef";
  flow.around.front().style = style(Role::footnote_text);
  write_story(node, flow);
  return false;
}

bool BodyWriter::comment(const Node& node) {
  if (m_flow != &m_body) {
    in_brackets(node);
    return false;
  }
  Story& comments = m_parts.comments;
  const std::int64_t number = comments.count++;
  RunFormat& mark = begin_format(node);
  if (!m_flow->in_paragraph) begin_paragraph();
  end_run();
  xml().element("w:commentRangeStart", "w:id", number).element("w:commentRangeEnd", "w:id", number);
  mark.style = style(Role::comment_reference);
  begin_run(mark);
  xml().element("w:commentReference", "w:id", number);
  end_run();
  end_format();
  const std::string_view author = node.string(Key::author, "?");
  comments.xml.begin("w:comment").attribute("w:id", number).attribute("w:author", author);
  if (const auto date = date_time(node.string(Key::date))) comments.xml.attribute("w:date", *date);
  comments.xml.attribute("w:initials", initials_of(author));
  Flow flow{comments};
  flow.mark = "w:annotationRef";
  flow.around.front().style = style(Role::comment_text);
  write_story(node, flow);
  return false;
}

// Its paragraphs one after the other; what else there is is text.
void BodyWriter::in_brackets(const Node& node) {
  loss(node, "within another stands in brackets");
  text(" [");
  for (const Node block : node.children()) {
    if (block.index() != node.index() + 1) text(" ");
    if (!block.is(Kind::paragraph) && !block.is(Kind::plain)) text(readable_text(block));
    else
      for (const Node inline_node : block.children()) walk_inlines(inline_node);
  }
  text("]");
}

// The content of the node in a flow of its own.
void BodyWriter::write_flow(const Node& node, Flow& flow) {
  Flow* const outer = std::exchange(m_flow, &flow);
  flow.around.front().room = m_section.page.text_width();
  flow.around.front().language = outer->around.back().language;
  flow.around.front().right_to_left = outer->around.back().right_to_left;
  for (const Node block : node.children()) walk(block);
  flush_number();
  if (!flow.mark.empty() || flow.needs_paragraph) empty_paragraph();
  flush_anchors();
  m_flow = outer;
}

// And the end of the element around it.
void BodyWriter::write_story(const Node& node, Flow& flow) {
  write_flow(node, flow);
  flow.story.xml.end();
  flow.story.spill_if_long();
}

// What leads back from the note, at the beginning of its first paragraph.
void BodyWriter::note_mark() {
  const std::string_view element = std::exchange(m_flow->mark, {});
  if (element.empty()) return;
  const bool is_note = element == "w:footnoteRef";
  xml().begin("w:r").begin("w:rPr");
  xml().element("w:rStyle", "w:val", style(is_note ? Role::footnote_reference : Role::comment_reference));
  xml().end().element(element).end();
  if (is_note) xml().begin("w:r").begin("w:t").attribute("xml:space", "preserve").text(" ").end().end();
}
