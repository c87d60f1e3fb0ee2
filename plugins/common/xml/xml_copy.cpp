#include "xml_copy.hpp"

#include <string>

namespace xml {
namespace {

constexpr int deepest = 200;

bool is_plain_word(std::string_view word) {
  const auto is_letter = [](char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_'; };
  if (word.empty() || !is_letter(word.front())) return false;
  for (const char c : word)
    if (!is_letter(c) && !(c >= '0' && c <= '9') && c != '-' && c != '.') return false;
  return true;
}

bool is_declared(std::string_view prefix, std::string_view prefixes) {
  return prefixes.find(' ' + std::string(prefix) + ' ') != std::string_view::npos;
}

// An element without a prefix needs a namespace for those that have none, which is declared as "xmlns".
bool is_name(std::string_view name, std::string_view prefixes, bool is_element) {
  const auto colon = name.find(':');
  if (colon == std::string_view::npos) return is_plain_word(name) && (!is_element || is_declared("xmlns", prefixes));
  const std::string_view prefix = name.substr(0, colon);
  return is_plain_word(prefix) && is_plain_word(name.substr(colon + 1)) &&
         (prefix == "xml" || is_declared(prefix, prefixes));
}

bool is_declaration(std::string_view attribute) { return attribute == "xmlns" || attribute.starts_with("xmlns:"); }

bool can_copy(pugi::xml_node element, std::string prefixes, int depth) {
  if (depth > deepest) return false;
  for (const pugi::xml_attribute attribute : element.attributes()) {
    const std::string_view name = attribute.name();
    if (!is_declaration(name)) continue;
    const std::string_view prefix = name.substr(name.find(':') + 1);
    if (!is_plain_word(prefix) || *attribute.value() == '\0') return false;
    if (!is_declared(prefix, prefixes)) prefixes += std::string(prefix) + ' ';
  }
  if (!is_name(element.name(), prefixes, true)) return false;
  for (const pugi::xml_attribute attribute : element.attributes())
    if (!is_declaration(attribute.name()) && !is_name(attribute.name(), prefixes, false)) return false;
  for (const pugi::xml_node child : element.children())
    if (child.type() == pugi::node_element && !can_copy(child, prefixes, depth + 1)) return false;
  return true;
}

}  // namespace

bool can_copy(pugi::xml_node element, std::string_view prefixes) { return can_copy(element, std::string(prefixes), 0); }

void copy(pugi::xml_node element, Writer& to) {
  to.begin(element.name());
  for (const pugi::xml_attribute attribute : element.attributes())  // of two with one name the first
    if (element.attribute(attribute.name()) == attribute) to.attribute(attribute.name(), attribute.value());
  for (const pugi::xml_node child : element.children()) {
    if (child.type() == pugi::node_element) copy(child, to);
    else if (child.type() == pugi::node_pcdata || child.type() == pugi::node_cdata) to.text(child.value());
  }
  to.end();
}

}  // namespace xml
