#include "anchors.hpp"

#include "field_instruction.hpp"
#include "slug/slug.hpp"

using xml::operator""_name;

namespace docx {
namespace {

// Elements in which neither paragraphs nor links stand, and of which there are many.
bool is_passed_over(std::uint64_t name) {
  return name == "w:rPr"_name || name == "w:pPr"_name || name == "w:tcPr"_name || name == "w:t"_name ||
         name == "w:sectPr"_name || name == "mc:Fallback"_name;
}

// The others are Word's own, which it hides: _GoBack, _Toc1, _Ref1.
bool is_of_author(std::string_view bookmark) { return !bookmark.empty() && bookmark.front() != '_'; }

}  // namespace

// In document order, without recursion: a part may be as deep as it likes.
void Anchors::collect(const Part& part, const WordsOfHeading& words_of_heading, const deckle::Call& call) {
  const pugi::xml_node root = part.xml->root();
  std::string instruction;
  std::vector<pugi::xml_node> paragraphs;
  for (pugi::xml_node node = root; node;) {
    const std::uint64_t name = xml::name_number(node);
    if (name == "w:p"_name) paragraphs.push_back(node);
    else if (name == "w:hyperlink"_name) m_wanted.emplace(node.attribute("w:anchor").value());
    else if (name == "a:hlinkClick"_name) want_target_of(part.relationship(node.attribute("r:id").value()));
    else if (name == "w:instrText"_name) instruction += node.text().get();
    else if (name == "w:fldSimple"_name) want_targets_of(node.attribute("w:instr").value());
    else if (name == "w:fldChar"_name) want_targets_of(std::exchange(instruction, {}));
    else if (name == "w:bookmarkStart"_name) want_kept(node.attribute("w:name").value());
    if (node.first_child() && !is_passed_over(name)) {
      node = node.first_child();
      continue;
    }
    while (node != root && !node.next_sibling()) node = node.parent();
    node = node == root ? pugi::xml_node() : node.next_sibling();
  }
  m_is_collecting = true;
  for (const pugi::xml_node paragraph : paragraphs) collect_paragraph(paragraph, words_of_heading, call);
  m_is_collecting = false;
}

void Anchors::want_targets_of(std::string_view instruction) {
  if (instruction.empty()) return;
  const Instruction read = read_instruction(instruction);
  if (!read.bookmark.empty()) m_wanted.emplace(read.bookmark);
}

void Anchors::want_target_of(const office::Relationship* click) {
  if (click != nullptr && click->target.starts_with('#')) m_wanted.emplace(click->target.substr(1));
}

void Anchors::want_kept(std::string_view bookmark) {
  if (!keeps(bookmark)) return;
  m_wanted.emplace(bookmark);
  m_names.add(bookmark);
}

bool Anchors::keeps(std::string_view bookmark) const { return m_keeps_all && is_of_author(bookmark); }

void Anchors::collect_paragraph(pugi::xml_node paragraph, const WordsOfHeading& words_of_heading,
                                const deckle::Call& call) {
  std::string words;
  if (!words_of_heading(paragraph, words)) return;
  const std::string id = heading(paragraph, words, call);
  for (const pugi::xml_node mark : paragraph.children("w:bookmarkStart"))
    m_in_headings.emplace(mark.attribute("w:name").value(), id);
}

std::string Anchors::heading(pugi::xml_node paragraph, std::string_view words, const deckle::Call& call) {
  const auto [found, is_new] = m_headings.try_emplace(paragraph.hash_value());
  if (!is_new) return found->second;
  for (const pugi::xml_node mark : paragraph.children("w:bookmarkStart")) {
    const std::string name = mark.attribute("w:name").value();
    if (keeps(name) && m_wanted.erase(name) > 0) return found->second = name;
  }
  return found->second = m_names.unique(slug_of(words, Scheme::pandoc, Characters(call)));
}

std::string Anchors::target(std::string_view bookmark) const {
  const auto found = m_in_headings.find(std::string(bookmark));
  return found == m_in_headings.end() ? std::string(bookmark) : found->second;
}

bool Anchors::take(std::string_view bookmark) {
  if (m_is_collecting) return false;  // only the words of a heading are read
  const std::string name(bookmark);
  return (keeps(name) || m_in_headings.count(name) == 0) && m_wanted.erase(name) > 0;
}

}  // namespace docx
