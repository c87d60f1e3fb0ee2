// Footnotes and endnotes stand where they are referred to (ECMA-376-1, 17.11).
#include "block_reader.hpp"

using deckle::Kind;

namespace docx {

// The number of a leaf is the note's id; bit 31 tells endnotes.
constexpr std::uint32_t endnote_bit = 0x8000'0000;

pugi::xml_node Context::note(const Part& notes, int id) {
  const auto [found, is_new] = m_notes.try_emplace(notes.name);
  if (is_new)
    for (const pugi::xml_node node : notes.xml->root().children())
      found->second.emplace(number_of(node.attribute("w:id").value(), -1), node);
  const auto note = found->second.find(id);
  return note == found->second.end() ? pugi::xml_node() : note->second;
}

void InlineReader::read_note(pugi::xml_node node, Part* notes) {
  const int id = number_of(node.attribute("w:id").value(), -1);
  if (notes == nullptr || id < 0)
    return m_context.call.warning("docx.part", m_part.span(node), "there is no note {}", id);
  Leaf leaf{LeafKind::note, {}, m_part.span(node), static_cast<std::uint32_t>(id)};
  if (notes == m_context.endnotes) leaf.number |= endnote_bit;
  m_tree.add(0, leaf);
}

void BlockReader::write_note(const Leaf& leaf) {
  Part& notes = (leaf.number & endnote_bit) != 0 ? *m_context.endnotes : *m_context.footnotes;
  const auto id = static_cast<int>(leaf.number & ~endnote_bit);
  const pugi::xml_node note = m_context.note(notes, id);
  if (!note || m_in_note)
    return m_context.call.warning("docx.part", leaf.where,
                                  m_in_note ? "a note in a note: left out" : "there is no note {}", id);
  m_in_note = true;
  const auto opened = m_context.out.open(Kind::note, leaf.where);
  read(notes, note);
  m_in_note = false;
}

}  // namespace docx
