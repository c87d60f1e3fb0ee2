// A part under way: its XML, where spans in it lead, and what its relationships name.
#pragma once
#include <deckle/plugin.hpp>
#include <memory>
#include <string>
#include <string_view>
#include <unordered_map>

#include "office/package.hpp"

namespace docx {

struct Part {
  std::string name;
  std::unique_ptr<xml::Part> xml;
  std::uint32_t source = DK_NONE;
  std::unordered_map<std::string, office::Relationship> relationships;

  dk_span span(pugi::xml_node node) const { return span(xml->range(node)); }
  dk_span span(xml::Range range) const { return {source, range.begin, range.end}; }
  const office::Relationship* relationship(std::string_view id) const {
    const auto found = relationships.find(std::string(id));
    return found == relationships.end() ? nullptr : &found->second;
  }
};

// The value of an element's attribute `w:val`, or that of a child's.
inline std::string_view value_of(pugi::xml_node node) { return node.attribute("w:val").value(); }
inline std::string_view value_of(pugi::xml_node parent, const char* child) { return value_of(parent.child(child)); }

// An element that switches something: on unless it says that it is off (ECMA-376-1, 17.17.4).
inline bool is_on(pugi::xml_node node) {
  const std::string_view value = value_of(node);
  return node && value != "0" && value != "false" && value != "off" && value != "none";
}

// A number as the attributes of Word have them; `otherwise` when it is none, or too large for one of them.
int number_of(std::string_view text, int otherwise);

}  // namespace docx
