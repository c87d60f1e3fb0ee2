// The properties of a section: its page, columns, header and footer (ECMA-376, part 1, clause 17.6.17).
#pragma once
#include <algorithm>
#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "page.hpp"
#include "xml/xml_writer.hpp"

// A header or footer that the section shows, and on which pages: default, first, even.
struct MarginReference {
  std::string_view element, type;  // w:headerReference or w:footerReference
  std::string id;                  // of the relationship
};

struct Section {
  std::vector<MarginReference> margins;
  bool is_landscape = false, right_to_left = false;
  std::int64_t columns = 1;

  bool has_margin(std::string_view type) const {
    return std::any_of(margins.begin(), margins.end(), [&](const MarginReference& one) { return one.type == type; });
  }

  std::string xml() const {
    xml::Writer xml;
    xml.begin("w:sectPr");
    for (const MarginReference& one : margins)
      xml.begin(one.element).attribute("w:type", one.type).attribute("r:id", one.id).end();
    std::int64_t width = page::width, height = page::height;
    if (is_landscape) std::swap(width, height);
    xml.begin("w:pgSz").attribute("w:w", width).attribute("w:h", height);
    if (is_landscape) xml.attribute("w:orient", "landscape");
    xml.end()
        .begin("w:pgMar")
        .attribute("w:top", std::int64_t{page::top})
        .attribute("w:right", std::int64_t{page::side});
    xml.attribute("w:bottom", std::int64_t{page::bottom}).attribute("w:left", std::int64_t{page::side});
    xml.attribute("w:header", std::int64_t{page::edge}).attribute("w:footer", std::int64_t{page::edge});
    xml.attribute("w:gutter", std::int64_t{0}).end();
    xml.begin("w:cols");
    if (columns > 1) xml.attribute("w:num", std::min<std::int64_t>(columns, 45));
    xml.attribute("w:space", std::int64_t{567}).end();
    if (has_margin("first")) xml.element("w:titlePg");
    if (right_to_left) xml.element("w:bidi");
    return std::move(xml.end().string());
  }
};
