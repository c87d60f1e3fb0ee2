// Attributes of nodes as attributes of elements. What HTML knows for that element, and may have that value, keeps its
// name; all else gets the prefix data-, so that no page becomes invalid by it and nothing in a document can become a
// script.
#include <algorithm>

#include "../known_attributes.hpp"
#include "body_writer.hpp"

using deckle::Attribute;
using deckle::Key;
using deckle::Kind;
using deckle::Node;

namespace {

bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_letter(char c) { return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z'); }
bool is_one_of(std::string_view word, std::initializer_list<std::string_view> words) {
  return std::find(words.begin(), words.end(), word) != words.end();
}

bool is_name(std::string_view name) {
  const auto allowed = [](char c) {
    return is_digit(c) || is_letter(c) || c == '-' || c == '_' || c == '.' || static_cast<unsigned char>(c) >= 0x80;
  };
  return !name.empty() && std::all_of(name.begin(), name.end(), allowed);
}

// A number with a unit of CSS.
bool is_length(std::string_view value) {
  const auto end = std::find_if_not(value.begin(), value.end(), [](char c) { return is_digit(c) || c == '.'; });
  const std::string_view number = value.substr(0, static_cast<std::size_t>(end - value.begin()));
  return !number.empty() && is_digit(number.front()) && is_digit(number.back()) &&
         std::count(number.begin(), number.end(), '.') <= 1 &&
         is_one_of(value.substr(number.size()),
                   {"%", "px", "cm", "mm", "in", "pt", "pc", "em", "rem", "ex", "ch", "vw", "vh"});
}

bool is_picture(std::string_view tag) { return tag == "img" || tag == "video"; }

void add_style(std::string& style, std::string_view more) {
  if (!style.empty() && style.back() != ';') style += "; ";
  style += more;
}

std::string lower(std::string_view name) {
  std::string made(name);
  for (char& c : made)
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  return made;
}

}  // namespace

void BodyWriter::attributes(std::string_view tag, const Node& node, const Extra& extra) {
  std::string_view classes;
  bool has_custom = false;
  for (const Attribute attribute : node.attributes()) {
    if (attribute.key() == Key::id) identifier(node);
    if (attribute.key() == Key::classes) classes = attribute.string();
    has_custom = has_custom || attribute.is_custom();
  }
  if (extra.first_class_is_tag) classes.remove_prefix(std::min(classes.size(), tag.size() + 1));
  if (!extra.classes.empty() || !classes.empty()) {
    m_out << " class=\"";
    m_out.text(extra.classes) << (extra.classes.empty() || classes.empty() ? "" : " ");
    m_out.text(classes) << '"';
  }
  if (has_custom) custom_attributes(tag, node, extra);
  else if (!extra.style.empty()) m_out.attribute("style", extra.style);
}

void BodyWriter::identifier(const Node& node) {
  const std::string_view id = node.id();
  if (id.empty() || node.index() == m_section_heading) return;  // the section has it
  if (id.find_first_of(" \t\n\f\r") != std::string_view::npos)
    return loss(node, "has an identifier with white space, which is left out");
  if (!m_shared.claim(id)) return loss(node, "has the identifier of another one, which is left out");
  m_out.attribute("id", id);
}

// The author's attributes in their order. HTML's names have no case, and of two alike the first counts; what is a style
// of its own is joined with the author's.
void BodyWriter::custom_attributes(std::string_view tag, const Node& node, const Extra& extra) {
  std::string style(extra.style);
  std::unordered_set<std::string> names;
  for (const Attribute attribute : node.attributes()) {
    if (!attribute.is_custom()) continue;
    if (attribute.type() != DK_A_STRING || !is_name(attribute.name())) {
      loss(node, "has an attribute that HTML cannot name");
      continue;
    }
    const std::string_view value = attribute.string();
    std::string name = lower(attribute.name());
    if (is_picture(tag) && is_one_of(name, {"width", "height"}) && is_length(value)) {
      add_style(style, name.append(": ").append(value));
      continue;
    }
    if (name == "style") {
      if (m_options.safe) unsafe(node, "has a style, which is left out");
      else add_style(style, value);
      continue;
    }
    // Only the items of <ol> have numbers (HTML 4.4.8).
    const bool may_have = name != "value" || node.parent().is(Kind::ordered_list);
    if (!may_have || !is_known_attribute(tag, name, value)) name.insert(0, "data-");
    if (is_word_in(name, extra.own) || !names.insert(name).second)
      loss(node, "has an attribute twice, of which the first counts");
    else m_out.attribute(name, value);
  }
  if (!style.empty()) m_out.attribute("style", style);
}
