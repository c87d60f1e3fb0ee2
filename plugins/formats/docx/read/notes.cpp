// Footnotes, endnotes and comments stand where they are referred to (ECMA-376-1, 17.11, 17.13.4).
#include "block_reader.hpp"

using deckle::Key;
using deckle::Kind;

namespace docx {

pugi::xml_node Context::note(const Part& notes, int id) {
  const auto [found, is_new] = m_notes.try_emplace(notes.name);
  if (is_new)
    for (const pugi::xml_node node : notes.xml->root().children())
      found->second.emplace(number_of(node.attribute("w:id").value(), -1), node);
  const auto note = found->second.find(id);
  return note == found->second.end() ? pugi::xml_node() : note->second;
}

void InlineReader::read_note(pugi::xml_node node, LeafKind kind) {
  if (kind == LeafKind::comment && !m_context.settings.comments) return;
  const int id = number_of(node.attribute("w:id").value(), -1);
  m_tree.add(0, {kind, {}, m_part.span(node), static_cast<std::uint32_t>(id)});
}

void BlockReader::write_note(const Leaf& leaf) {
  Part* notes = leaf.kind == LeafKind::comment   ? m_context.comments
                : leaf.kind == LeafKind::endnote ? m_context.endnotes
                                                 : m_context.footnotes;
  const auto id = static_cast<int>(leaf.number);
  const pugi::xml_node note = notes != nullptr ? m_context.note(*notes, id) : pugi::xml_node();
  if (!note) return m_context.call.warning("docx.part", leaf.where, "there is no note {}", id);
  // 17.11.14: notes have none of their own.
  if (m_in_note) return m_context.call.warning("docx.depth", leaf.where, "a note in a note is left out");
  m_in_note = true;
  {
    const auto opened = m_context.out.open(leaf.kind == LeafKind::comment ? Kind::comment : Kind::note, leaf.where);
    if (leaf.kind == LeafKind::comment) {
      m_context.out.attribute(Key::author, note.attribute("w:author").value());
      if (const auto date = note.attribute("w:date")) m_context.out.attribute(Key::date, date.value());
    }
    read(*notes, note);
  }
  m_in_note = false;
}

}  // namespace docx
