#include "fragment.hpp"

#include <algorithm>

#include "part_copies.hpp"
#include "xml/xml_copy.hpp"

namespace {

constexpr std::string_view of_blocks[] = {"w:p", "w:tbl", "w:sdt", "w:bookmarkStart", "w:bookmarkEnd"};
constexpr std::string_view of_inlines[] = {"w:r",   "w:hyperlink",     "w:ins",         "w:del",   "w:fldSimple",
                                           "w:sdt", "w:bookmarkStart", "w:bookmarkEnd", "m:oMath", "m:oMathPara"};

std::string enclosed(std::string_view markup) {
  std::string made = "<w:body";
  for (const xml::Namespace& one : part_namespaces)
    made.append(" xmlns:").append(one.prefix).append("=\"").append(one.uri).append("\"");
  return made.append(">").append(markup).append("</w:body>");
}

bool may_stand(pugi::xml_node node, std::span<const std::string_view> names) {
  if (node.type() == pugi::node_pcdata)
    return std::string_view(node.value()).find_first_not_of(" \n\r\t") == std::string::npos;
  if (node.type() != pugi::node_element) return true;
  return std::find(names.begin(), names.end(), node.name()) != names.end() && xml::can_copy(node, part_prefixes) &&
         !refers_to_parts(node);
}

bool is_content(const xml::Part& part, Fragment::Place place) {
  const bool is_whole = part.mistake() == nullptr && !part.has_doctype() && !part.root().next_sibling();
  std::span<const std::string_view> names = of_inlines;
  if (place == Fragment::Place::block) names = of_blocks;
  const auto children = part.root().children();
  return is_whole &&
         std::all_of(children.begin(), children.end(), [&](pugi::xml_node node) { return may_stand(node, names); });
}

}  // namespace

Fragment::Fragment(std::string_view markup, Place place)
    : m_part(enclosed(markup), part_namespaces), m_is_sound(is_content(m_part, place)) {}

void Fragment::write(xml::Writer& to) const {
  for (const pugi::xml_node node : m_part.root().children())
    if (node.type() == pugi::node_element) xml::copy(node, to);
}
