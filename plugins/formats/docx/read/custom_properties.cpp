#include "custom_properties.hpp"

#include <algorithm>
#include <optional>

using deckle::Key;
using deckle::Kind;

namespace docx {
namespace {

constexpr int deepest = 8;  // maps in one another; periods beyond these are part of a name

std::string_view local_name(pugi::xml_node node) {
  const std::string_view name = node.name();
  return name.substr(name.find(':') + 1);
}

// 22.4.2: what is one value that people can read; nothing for others.
pugi::xml_node value_of_property(pugi::xml_node property) {
  const pugi::xml_node value = property.first_child();
  const std::string_view type = local_name(value);
  for (const std::string_view known : {"lpwstr", "lpstr", "bstr", "bool", "i1", "i2", "i4", "i8", "int", "ui1", "ui2",
                                       "ui4", "ui8", "uint", "r4", "r8", "decimal", "filetime", "date"})
    if (type == known) return value;
  return {};
}

}  // namespace

CustomProperties::CustomProperties(const Part& part, const std::set<std::string, std::less<>>& said) : m_part(part) {
  for (const pugi::xml_node property : part.xml->root().children())
    if (local_name(property) == "property") add(property, said);
}

void CustomProperties::add(pugi::xml_node property, const std::set<std::string, std::less<>>& said) {
  const pugi::xml_node value = value_of_property(property);
  std::string_view name = property.attribute("name").value();
  if (!value || name.empty() || said.contains(name.substr(0, name.find('.')))) return;
  Entry* into = &m_root;
  for (int depth = 0; depth < deepest; ++depth) {
    const std::size_t end = name.find('.');
    if (end == 0 || end == std::string_view::npos || end + 1 == name.size()) break;
    const std::string_view first = name.substr(0, end);
    if (into->entries.empty() || into->entries.back().name != first) {
      into->entries.push_back({first, {}});
    } else if (into->entries.back().value) {
      break;
    }
    into = &into->entries.back();
    name.remove_prefix(end + 1);
  }
  into->entries.push_back({name, value});
}

bool CustomProperties::is_list(const Entry& entry) {
  std::size_t number = 0;
  return std::all_of(entry.entries.begin(), entry.entries.end(),
                     [&](const Entry& one) { return one.name == std::to_string(++number); });
}

void CustomProperties::write(deckle::Builder& out) const {
  std::set<std::string_view> written;
  for (const Entry& entry : m_root.entries)
    if (written.insert(entry.name).second) write(out, entry, false);
}

void CustomProperties::write(deckle::Builder& out, const Entry& entry, bool is_item) const {
  const bool is_bool = local_name(entry.value) == "bool";
  const bool is_map = !entry.value && !is_list(entry);
  const dk_span where = m_part.span(entry.value ? entry.value : m_part.xml->root());
  const std::string_view value = entry.value.text().get();
  const Kind kind = is_bool       ? Kind::meta_bool
                    : entry.value ? Kind::meta_string
                    : is_map      ? Kind::meta_map
                                  : Kind::meta_list;
  if (entry.value) out.leaf(kind, is_bool ? std::string_view() : value, where);
  std::optional<deckle::Scope> around;
  if (!entry.value) around.emplace(out.open(kind, where));
  if (!is_item) out.attribute(Key::key, entry.name);
  if (is_bool) out.attribute(Key::value, value == "true" || value == "1");
  std::set<std::string_view> written;
  for (const Entry& one : entry.entries)
    if (written.insert(one.name).second) write(out, one, kind == Kind::meta_list);
}

}  // namespace docx
