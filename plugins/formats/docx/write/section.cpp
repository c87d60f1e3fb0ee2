#include "section.hpp"

#include <algorithm>
#include <utility>

#include "part_copies.hpp"
#include "xml/xml_copy.hpp"

namespace {

// In the order of the schema, but for headers and footers, which come first. A printer's settings are not taken.
constexpr const char* properties[] = {"w:footnotePr",    "w:endnotePr", "w:pgSz",      "w:pgMar",
                                      "w:paperSrc",      "w:pgBorders", "w:lnNumType", "w:pgNumType",
                                      "w:cols",          "w:formProt",  "w:vAlign",    "w:titlePg",
                                      "w:textDirection", "w:bidi",      "w:rtlGutter", "w:docGrid"};

// 22 inches are the most that Word takes.
std::int32_t length_of(pugi::xml_attribute said, std::int32_t otherwise, std::int32_t least) {
  return said ? std::clamp(said.as_int(otherwise), least, 31'680) : otherwise;
}

Page page_of(pugi::xml_node section) {
  const pugi::xml_node size = section.child("w:pgSz"), margins = section.child("w:pgMar");
  Page page;
  page.width = length_of(size.attribute("w:w"), page.width, 1440);
  page.height = length_of(size.attribute("w:h"), page.height, 1440);
  page.left = length_of(margins.attribute("w:left"), page.left, 0);
  page.right = length_of(margins.attribute("w:right"), page.right, 0);
  page.top = length_of(margins.attribute("w:top"), page.top, 0);
  page.bottom = length_of(margins.attribute("w:bottom"), page.bottom, 0);
  return page;
}

}  // namespace

bool is_on(pugi::xml_node node) {
  const std::string_view value = node.attribute("w:val").value();
  return node && value != "0" && value != "false" && value != "off";
}

Section::Section(pugi::xml_node reference)
    : page(page_of(reference)),
      is_landscape(page.is_landscape()),
      has_first_page(is_on(reference.child("w:titlePg"))),
      m_reference(reference) {}

bool Section::has_margin(std::string_view type) const {
  return std::any_of(margins.begin(), margins.end(), [&](const MarginReference& one) { return one.type == type; });
}

std::string Section::xml() const {
  xml::Writer xml;
  xml.begin("w:sectPr");
  for (const MarginReference& one : margins)
    xml.begin(one.element).attribute("w:type", one.type).attribute("r:id", one.id).end();
  for (const std::string_view name : properties) {
    const pugi::xml_node lent = m_reference.child(name.data());
    if (name == "w:pgSz") write_page(xml);
    else if (name == "w:cols" && (columns > 1 || !lent)) write_columns(xml);
    else if (name == "w:titlePg" && (has_first_page || has_margin("first"))) xml.element("w:titlePg");
    else if (name == "w:bidi" && right_to_left) xml.element("w:bidi");
    else if (lent && name != "w:titlePg" && name != "w:pgMar" && !refers_to_parts(lent)) xml::copy(lent, xml);
  }
  return std::move(xml.end().string());
}

void Section::write_page(xml::Writer& xml) const {
  std::int64_t width = page.width, height = page.height;
  if (is_landscape != page.is_landscape()) std::swap(width, height);
  xml.begin("w:pgSz").attribute("w:w", width).attribute("w:h", height);
  if (is_landscape) xml.attribute("w:orient", "landscape");
  xml.end().begin("w:pgMar");
  xml.attribute("w:top", std::int64_t{page.top}).attribute("w:right", std::int64_t{page.right});
  xml.attribute("w:bottom", std::int64_t{page.bottom}).attribute("w:left", std::int64_t{page.left});
  for (const char* name : {"w:header", "w:footer", "w:gutter"}) {
    const pugi::xml_attribute lent = m_reference.child("w:pgMar").attribute(name);
    const bool is_gutter = std::string_view(name) == "w:gutter";
    xml.attribute(name, std::int64_t{length_of(lent, is_gutter ? 0 : 709, 0)});
  }
  xml.end();
}

void Section::write_columns(xml::Writer& xml) const {
  xml.begin("w:cols");
  if (columns > 1) xml.attribute("w:num", std::min<std::int64_t>(columns, 45));
  xml.attribute("w:space", std::int64_t{567}).end();
}
