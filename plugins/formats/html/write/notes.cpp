// Notes: a mark in the text, and the note itself where `reference-location` wants it, with a link back.
#include "body_writer.hpp"

using deckle::Key;
using deckle::Kind;
using deckle::Node;

namespace {

std::string note_id(std::size_t number) { return "fn" + std::to_string(number); }
std::string mark_id(std::size_t number) { return "fnref" + std::to_string(number); }

const char* place_of(NotePlace place) {
  switch (place) {
    case NotePlace::section: return "section";
    case NotePlace::block: return "block";
    default: return "document";
  }
}

void write_mark(Markup& out, const SharedState::Note& note, std::size_t number) {
  out << "<a href=\"#" << note.id << "\" class=\"footnote-ref\" id=\"" << note.mark_id
      << "\" role=\"doc-noteref\"><sup>" << std::to_string(number) << "</sup></a>";
}

}  // namespace

// A mark is a link, and no link stands in another: there it waits until that one ends. The content is walked by
// write_note(), which begins with the note itself.
bool BodyWriter::note(const Node& node) {
  if (m_note == node.index()) return true;
  m_shared.notes.push_back({node, {}, {}});
  SharedState::Note& made = m_shared.notes.back();
  const std::size_t number = m_shared.notes.size();
  made.id = m_shared.make_id(note_id(number));
  made.mark_id = m_shared.make_id(mark_id(number));
  if (m_link == DK_NONE) {
    write_mark(m_out, made, number);
  } else {
    Markup mark;
    write_mark(mark, made, number);
    m_behind_link += mark.string();
  }
  return false;
}

void BodyWriter::write_notes() {
  if (m_shared.notes_done == m_shared.notes.size()) return;
  const NotePlace place = m_options.reference_location;
  m_out.fresh_line();
  m_out << "<section";
  if (place == NotePlace::document && m_shared.claim("footnotes")) m_out << " id=\"footnotes\"";
  m_out << " class=\"footnotes footnotes-end-of-" << place_of(place) << "\" role=\"doc-endnotes\">\n";
  if (place != NotePlace::block) m_out << "<hr />\n";
  m_out << "<ol";
  if (m_shared.notes_done > 0) m_out.attribute("start", std::to_string(m_shared.notes_done + 1));
  m_out << ">\n";
  while (m_shared.notes_done < m_shared.notes.size())  // notes within notes are added at the end
    write_note(m_shared.notes[m_shared.notes_done++]);
  m_out << "</ol>\n</section>\n";
}

void BodyWriter::write_note(const SharedState::Note& note) {
  const Node node = note.node;
  m_out << "<li id=\"" << note.id << '"';
  if (node.is(Kind::comment)) {
    m_out << " class=\"comment\"";
    if (const auto author = node.find(Key::author)) m_out.attribute("data-author", author->string());
    if (const auto date = node.find(Key::date)) m_out.attribute("data-date", date->string());
  }
  m_out << '>';
  no_place_for_attributes(node);
  m_back_link = "<a href=\"#";
  m_back_link.append(note.mark_id);
  m_back_link += "\" class=\"footnote-back\" role=\"doc-backlink\">\xE2\x86\xA9\xEF\xB8\x8E</a>";
  m_note = node.index();
  begin_walk(node);
  run();
  m_note = DK_NONE;
  m_out << m_back_link << "</li>\n";
}

// The link back stands at the end of the note's last paragraph.
void BodyWriter::end_of_text(const Node& paragraph) {
  if (m_note == DK_NONE || paragraph.parent().index() != m_note || !paragraph.is_last_child()) return;
  m_out << m_back_link;
  m_back_link.clear();
}
