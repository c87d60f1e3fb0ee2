#include "numbering.hpp"

#include <algorithm>

#include "part_copies.hpp"
#include "xml/xml_copy.hpp"

using deckle::Key;
using deckle::Kind;

namespace {

constexpr std::size_t own_definitions = 200;
constexpr std::string_view bullet = "bullet";
constexpr std::string_view task = "task";  // a list of nothing but those: their boxes stand for bullets
constexpr std::string_view bullets[] = {"\xE2\x80\xA2", "\xE2\x80\x93", "\xE2\x96\xAA"};

// Clause 17.18.59.
std::string_view format_of(std::string_view style) {
  if (style == bullet || style == task) return "bullet";
  if (style == "lower-alpha") return "lowerLetter";
  if (style == "upper-alpha") return "upperLetter";
  if (style == "lower-roman") return "lowerRoman";
  if (style == "upper-roman") return "upperRoman";
  return "decimal";
}

// Word's own numbers are small; larger ones are nobody's.
std::int64_t number_of(pugi::xml_attribute number) {
  return std::clamp<std::int64_t>(number.as_llong(), 0, 1'000'000'000);
}

std::string text_of(std::string_view style, std::string_view delimiter, int level) {
  if (style == bullet) return std::string(bullets[level % 3]);
  if (style == task) return "\xE2\x80\x8B";  // of no width; without a text an item goes on with the one before
  const std::string number = "%" + std::to_string(level + 1);
  if (delimiter == "two-parentheses") return "(" + number + ")";
  return number + (delimiter == "one-parenthesis" ? ")" : ".");
}

bool is_of_tasks(const deckle::Node& list) {
  for (const deckle::Node item : list.children()) {
    if (!item.find(Key::checked) || !item.has_children()) return false;
    const deckle::Node first = *item.children().begin();
    if (!first.is(Kind::plain) && !first.is(Kind::paragraph)) return false;
  }
  return true;
}

}  // namespace

Numbering::Numbering(pugi::xml_node reference) : m_reference(reference) {
  for (const pugi::xml_node node : reference.children("w:abstractNum"))
    m_first_definition = std::max(m_first_definition, number_of(node.attribute("w:abstractNumId")) + 1);
  for (const pugi::xml_node node : reference.children("w:num"))
    m_first_list = std::max(m_first_list, number_of(node.attribute("w:numId")) + 1);
}

std::int64_t Numbering::add(const deckle::Node& list, int level) {
  const bool is_ordered = list.is(Kind::ordered_list);
  std::string_view style = is_ordered ? list.string(Key::style) : is_of_tasks(list) ? task : bullet;
  std::string_view delimiter = list.string(Key::delimiter);
  if (style == "example") style = {}, delimiter = "two-parentheses";
  const Look look(style, delimiter);
  constexpr std::int64_t most = 0x7FFF'FFFF;
  const std::int64_t start = is_ordered ? std::clamp<std::int64_t>(list.integer(Key::start, 1), 0, most) : 1;
  const auto [known, is_first] = m_known.emplace(look, 0);
  const bool is_new = is_first || m_definitions.size() < own_definitions;
  if (is_new) known->second = m_definitions.size(), m_definitions.push_back({look, level, start});
  m_lists.push_back({known->second, level, is_new || !is_ordered ? -1 : start});
  return m_first_list + static_cast<std::int64_t>(m_lists.size()) - 1;
}

void Numbering::write_definition(xml::Writer& xml, std::size_t index) const {
  xml.begin("w:abstractNum").attribute("w:abstractNumId", m_first_definition + static_cast<std::int64_t>(index));
  xml.element("w:multiLevelType", "w:val", "hybridMultilevel");
  const auto& [look, own_level, start] = m_definitions[index];
  const auto& [style, delimiter] = look;
  for (int level = 0; level < levels; ++level) {
    xml.begin("w:lvl").attribute("w:ilvl", std::int64_t{level});
    xml.element("w:start", "w:val", level == own_level ? start : 1).element("w:numFmt", "w:val", format_of(style));
    if (style == task) xml.element("w:suff", "w:val", "nothing");
    xml.element("w:lvlText", "w:val", std::string_view(text_of(style, delimiter, level)));
    xml.element("w:lvlJc", "w:val", "left").begin("w:pPr").begin("w:ind");
    xml.attribute("w:left", std::int64_t{step} * (level + 1)).attribute("w:hanging", std::int64_t{hanging});
    xml.end().end().end();
  }
  xml.end();
}

void Numbering::write_list(xml::Writer& xml, std::size_t index) const {
  const List& list = m_lists[index];
  xml.begin("w:num").attribute("w:numId", m_first_list + static_cast<std::int64_t>(index));
  xml.element("w:abstractNumId", "w:val", m_first_definition + static_cast<std::int64_t>(list.definition));
  if (list.start >= 0) {
    xml.begin("w:lvlOverride").attribute("w:ilvl", std::int64_t{list.level});
    xml.element("w:startOverride", "w:val", list.start).end();
  }
  xml.end();
}

// Pictures of bullets, then definitions, then lists, as the schema wants it.
std::string Numbering::xml() const {
  xml::Writer xml;
  xml.raw(xml::Writer::declaration);
  if (m_reference) begin_copy(m_reference, xml);
  else xml.begin("w:numbering").attribute("xmlns:w", "http://schemas.openxmlformats.org/wordprocessingml/2006/main");
  const auto copy = [&](const char* element) {
    for (const pugi::xml_node node : m_reference.children(element)) xml::copy(node, xml);
  };
  copy("w:numPicBullet");
  copy("w:abstractNum");
  for (std::size_t i = 0; i < m_definitions.size(); ++i) write_definition(xml, i);
  copy("w:num");
  for (std::size_t i = 0; i < m_lists.size(); ++i) write_list(xml, i);
  return std::move(xml.end().string());
}
