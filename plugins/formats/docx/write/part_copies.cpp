#include "part_copies.hpp"

#include <algorithm>
#include <set>

#include "ascii/ascii.hpp"
#include "xml/xml_copy.hpp"

namespace {

bool is_known_prefix(std::string_view prefix) {
  return std::any_of(office::namespaces.begin(), office::namespaces.end(),
                     [&](const xml::Namespace& one) { return one.prefix == prefix; });
}

// Those that begin_copy() declares.
std::string prefixes_of(pugi::xml_node root) {
  std::string made = " ";
  for (const xml::Namespace& one : office::namespaces) made.append(one.prefix).append(" ");
  for (const pugi::xml_attribute attribute : root.attributes()) {
    const std::string_view name = attribute.name();
    if (name == "xmlns" || name.starts_with("xmlns:")) made.append(name.substr(name.find(':') + 1)).append(" ");
  }
  return made;
}

// "word/media/image1.PNG": "png"; what is no suffix is none.
std::string suffix_of(std::string_view part) {
  const std::string suffix = ascii::in_lower_case(part.substr(std::min(part.rfind('.') + 1, part.size())));
  const bool is_plain = suffix.size() <= 8 && std::all_of(suffix.begin(), suffix.end(), [](char c) {
                          return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
                        });
  return is_plain ? suffix : std::string();
}

void collect_references(pugi::xml_node element, std::set<std::string_view>& found) {
  for (const pugi::xml_attribute attribute : element.attributes())
    if (std::string_view(attribute.name()).starts_with("r:")) found.insert(attribute.value());
  for (const pugi::xml_node child : element.children()) collect_references(child, found);
}

std::string anew(const xml::Part& part) {
  xml::Writer made;
  made.raw(xml::Writer::declaration);
  begin_copy(part.root(), made);
  for (const pugi::xml_node child : part.root().children())
    if (child.type() == pugi::node_element) xml::copy(child, made);
  return std::move(made.end().string());
}

}  // namespace

bool is_usable(const xml::Part& part) {
  return part.root() && !part.mistake() && !part.has_doctype() && xml::can_copy(part.root(), prefixes_of(part.root()));
}

bool refers_to_parts(pugi::xml_node element) {
  std::set<std::string_view> found;
  collect_references(element, found);
  return !found.empty();
}

void begin_copy(pugi::xml_node root, xml::Writer& to) {
  to.begin(root.name());
  std::set<std::string_view> declared;
  for (const xml::Namespace& one : office::namespaces)  // of two the first is the transitional one
    if (declared.insert(one.prefix).second) to.attribute("xmlns:" + std::string(one.prefix), one.uri);
  for (const pugi::xml_attribute attribute : root.attributes()) {
    const std::string_view name = attribute.name();
    const bool is_written = name.starts_with("xmlns:") && is_known_prefix(name.substr(6));
    if (!is_written && root.attribute(attribute.name()) == attribute) to.attribute(name, attribute.value());
  }
}

std::string PartCopies::name_of(std::string_view part) const {
  const std::string suffix = suffix_of(part);
  return "reference/part" + std::to_string(m_copied.size() + 1) + (suffix.empty() ? "" : ".") + suffix;
}

std::string PartCopies::copy(std::string_view part, std::string_view content_type) {
  if (const auto found = m_copied.find(part); found != m_copied.end()) return found->second;
  const auto parsed = m_from.package().parse(part);
  std::optional<office::Relationships> to;
  if (parsed && is_usable(*parsed)) to = relationships(part, parsed->root(), "../");
  else m_from.tell(part, "it cannot be read as a whole, and is not taken");
  const std::string name = to ? name_of(part) : std::string();
  if (to) m_to.add("word/" + name, content_type, anew(*parsed), *to);
  return m_copied[std::string(part)] = name;
}

// Images and fonts, which refer to nothing. Of one that cannot be read there is as much as can.
std::string PartCopies::copy_bytes(std::string_view part) {
  if (const auto found = m_copied.find(part); found != m_copied.end()) return found->second;
  const auto bytes = m_from.package().read(part);
  const std::string name = name_of(part);
  m_to.add("word/" + name, m_from.package().content_type(part), bytes ? std::string_view(*bytes) : std::string_view());
  return m_copied[std::string(part)] = name;
}

bool PartCopies::can_take(const office::Relationship& one) const {
  const bool is_file = one.type == "image" || one.type == "font";
  if (one.external) return is_file || one.type == "hyperlink";
  return is_file && m_from.package().has(one.target) && !m_from.package().content_type(one.target).empty();
}

std::optional<office::Relationships> PartCopies::relationships(std::string_view part, pugi::xml_node root,
                                                               std::string_view way) {
  std::set<std::string_view> wanted;
  if (root) collect_references(root, wanted);
  wanted.erase("");
  std::vector<office::Relationship> taken;
  if (!wanted.empty())
    for (office::Relationship& one : m_from.package().relationships(part))
      if (can_take(one) && wanted.erase(one.id) > 0) taken.push_back(std::move(one));
  if (!wanted.empty()) {
    m_from.tell(part, "it refers to parts that cannot be taken, and so it is not either");
    return std::nullopt;
  }
  office::Relationships made;
  for (const office::Relationship& one : taken) {
    const std::string target = one.external ? office::address(one.target) : std::string(way) + copy_bytes(one.target);
    made.add(one.id, one.uri, target, one.external);
  }
  return made;
}
