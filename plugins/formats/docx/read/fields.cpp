// Fields: their results stand in the text, and become links where the instruction leads somewhere (ECMA-376-1, 17.16).
#include "field_instruction.hpp"
#include "inline_reader.hpp"

using deckle::Kind;

namespace docx {
namespace {

// What a field of a form shows that has no result (17.16.17): a box, ticked or not, and what was chosen from a list.
std::string shown_in_form(pugi::xml_node data) {
  if (const pugi::xml_node box = data.child("w:checkBox")) {
    const pugi::xml_node checked = box.child("w:checked");
    return is_on(checked ? checked : box.child("w:default")) ? "\u2612" : "\u2610";
  }
  const pugi::xml_node list = data.child("w:ddList");
  const pugi::xml_node chosen = list.child("w:result");
  int number = number_of(value_of(chosen ? chosen : list.child("w:default")), 0);
  for (const pugi::xml_node entry : list.children("w:listEntry"))
    if (number-- == 0) return std::string(value_of(entry));
  return {};
}

// What these two hold is shown by other fields.
bool shows_result(std::string_view instruction) {
  const std::string name = read_instruction(instruction).name;
  return name != "SET" && name != "ASK";
}

}  // namespace

void InlineReader::read_field_character(pugi::xml_node node) {
  const std::string_view type = node.attribute("w:fldCharType").value();
  if (type == "begin") {
    const std::string shown = shown_in_form(node.child("w:ffData"));
    if (!shown.empty() && !is_in_instruction()) add_text(shown, m_part.span(node));
    if (m_fields.size() < 100) m_fields.emplace_back().is_shown = !shown.empty();
  } else if (m_fields.empty()) {
    return;
  } else if (type == "separate") {
    if (!m_fields.back().shows_result && !m_fields.back().is_shown) show_result(m_fields.back(), m_part.span(node));
  } else if (type == "end") {
    if (m_fields.back().has_link) end_groups(std::min(m_groups, m_fields.back().groups));
    m_fields.pop_back();
  }
}

void InlineReader::show_result(Field& field, dk_span where) {
  field.shows_result = shows_result(field.instruction);
  if (!field.shows_result) return;
  field.groups = m_groups;
  field.link = Group{Kind::link, where};
  field.has_link = find_link(field.instruction, field.link);
  if (field.has_link) begin_group(field.link);
}

bool InlineReader::find_link(std::string_view instruction, Group& link) const {
  for (const Field& around : m_fields)
    if (around.has_link) return false;  // no links in links
  const Instruction read = read_instruction(instruction);
  link.url = read.address;
  link.title = read.tooltip;
  if (read.bookmark.empty()) return !link.url.empty();
  (link.url += '#') += read.address.empty() ? m_context.anchors.target(read.bookmark) : read.bookmark;
  return true;
}

// A link that began in a paragraph before.
void InlineReader::continue_fields() {
  for (Field& field : m_fields) {
    if (!field.has_link) continue;
    field.groups = m_groups;
    begin_group(field.link);
  }
}

void InlineReader::read_simple_field(pugi::xml_node node, int depth) {
  if (!shows_result(node.attribute("w:instr").value())) return;
  Group link{Kind::link, m_part.span(node)};
  const std::size_t before = m_groups;
  if (find_link(node.attribute("w:instr").value(), link)) begin_group(std::move(link));
  read_children(node, depth);
  end_groups(before);
}

}  // namespace docx
