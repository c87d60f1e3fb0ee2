// Attributes of nodes as attributes of elements.
#include <algorithm>

#include "body_writer.hpp"

using deckle::Key;
using deckle::Node;

namespace {

// Names that mean the same in HTML. All others get the prefix data-, so that nothing in a document can become a script.
constexpr std::string_view html_names[] = {
    "abbr",  "alt",   "cite",     "cols",   "datetime", "dir",       "download", "height", "hidden", "hreflang",
    "lang",  "media", "name",     "rel",    "reversed", "role",      "rows",     "scope",  "sizes",  "span",
    "start", "style", "tabindex", "target", "title",    "translate", "type",     "value",  "width"};

bool is_html_name(std::string_view name) {
  if (name.substr(0, 5) == "data-" || name.substr(0, 5) == "aria-") return true;
  return std::find(std::begin(html_names), std::end(html_names), name) != std::end(html_names);
}

bool is_name(std::string_view name) {
  const auto allowed = [](char c) {
    const auto byte = static_cast<unsigned char>(c);
    return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || c == '-' || c == '_' ||
           c == '.' || c == ':' || byte >= 0x80;
  };
  return !name.empty() && std::all_of(name.begin(), name.end(), allowed);
}

}  // namespace

void BodyWriter::custom_attribute(const deckle::Attribute& attribute, const Node& node) {
  if (attribute.type() != DK_A_STRING || !is_name(attribute.name()))
    return loss(node, "has an attribute that HTML cannot name");
  m_out << (is_html_name(attribute.name()) ? " " : " data-") << attribute.name() << "=\"";
  m_out.text(attribute.string()) << '"';
}

void BodyWriter::attributes(const Node& node, std::string_view more_classes, std::string_view left_out_class) {
  std::string_view id, classes;
  for (deckle::Attribute attribute : node.attributes()) {
    if (attribute.key() == Key::id) id = attribute.string();
    if (attribute.key() == Key::classes) classes = attribute.string();
  }
  if (!id.empty()) m_out.attribute("id", id);
  if (classes == left_out_class) classes = {};
  if (!more_classes.empty() || !classes.empty()) {
    m_out << " class=\"";
    m_out.text(more_classes) << (more_classes.empty() || classes.empty() ? "" : " ");
    m_out.text(classes) << '"';
  }
  for (deckle::Attribute attribute : node.attributes())
    if (attribute.is_custom()) custom_attribute(attribute, node);
}
