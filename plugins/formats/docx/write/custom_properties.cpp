#include "custom_properties.hpp"

#include "ascii/ascii.hpp"
#include "body_writer.hpp"

using deckle::Key;
using deckle::Kind;
using deckle::Node;

namespace {

// What has its place elsewhere in the document, as long as it is text.
constexpr std::string_view known[] = {"title",       "subtitle", "author",   "date", "abstract", "subject",
                                      "description", "keywords", "category", "lang", "dir"};

bool holds_maps(const Node& value) {
  if (!value.is(Kind::meta_list)) return value.is(Kind::meta_map);
  for (const Node item : value.children())
    if (item.is(Kind::meta_map) || item.is(Kind::meta_list)) return true;
  return false;
}

bool has_markup(const Node& value) {
  for (const deckle::Visit visit : value.walk())
    if (visit.node.index() != value.index() && !visit.node.is(Kind::text) && !visit.node.is(Kind::soft_break) &&
        !visit.node.is(Kind::paragraph) && !visit.node.is(Kind::plain))
      return true;
  return false;
}

}  // namespace

CustomProperties::CustomProperties(const deckle::Document& document, deckle::Call& call) : m_call(call) {
  m_xml.raw(xml::Writer::declaration)
      .begin("Properties")
      .attribute("xmlns", "http://schemas.openxmlformats.org/officeDocument/2006/custom-properties")
      .attribute("xmlns:vt", "http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes");
  for (const Node entry : document.metadata().children()) {
    const std::string_view key = entry.string(Key::key);
    const bool has_place = std::find(std::begin(known), std::end(known), key) != std::end(known);
    if (!has_place || holds_maps(entry)) add(entry, std::string(key));
  }
}

void CustomProperties::add(const Node& value, const std::string& name) {
  const bool is_list = value.is(Kind::meta_list);
  if (!is_list && !value.is(Kind::meta_map)) return add_property(value, name);
  int number = 0;
  for (const Node child : value.children())
    add(child, name + '.' + (is_list ? std::to_string(++number) : std::string(child.string(Key::key))));
}

void CustomProperties::add_property(const Node& value, const std::string& name) {
  constexpr std::size_t longest = 255;
  const bool can_be = !name.empty() && name.size() <= longest && m_names.insert(ascii::in_lower_case(name)).second;
  if (!can_be)
    return m_call.warning("docx.loss", value, "metadata \"{}\" is left out: properties need short names that differ",
                          name);
  if (has_markup(value))
    m_call.warning("docx.loss", value, "metadata \"{}\" becomes a property, which is text alone", name);
  m_xml.begin("property").attribute("fmtid", "{D5CDD505-2E9C-101B-9397-08002B2CF9AE}");
  m_xml.attribute("pid", static_cast<std::int64_t>(m_names.size() + 1)).attribute("name", name);
  if (value.is(Kind::meta_bool)) m_xml.begin("vt:bool").text(value.boolean(Key::value) ? "true" : "false");
  else m_xml.begin("vt:lpwstr").text(value.is(Kind::meta_string) ? std::string(value.text()) : readable_text(value));
  m_xml.end().end();
}
