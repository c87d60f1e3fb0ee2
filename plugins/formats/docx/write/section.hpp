// The properties of a section: its page, columns, header and footer (ECMA-376, part 1, clause 17.6.17).
#pragma once
#include <cstdint>
#include <pugixml.hpp>
#include <string>
#include <string_view>
#include <vector>

#include "page.hpp"
#include "xml/xml_writer.hpp"

// A header or footer that the section shows, and on which pages: default, first, even.
struct MarginReference {
  std::string_view element, type;  // w:headerReference or w:footerReference
  std::string id;                  // of the relationship
};

// Of an element that switches something (clause 17.17.4).
bool is_on(pugi::xml_node node);

class Section {
 public:
  // `reference`: the <w:sectPr> of the document that lends its look, or nothing.
  explicit Section(pugi::xml_node reference);

  const Page page;
  std::vector<MarginReference> margins;
  bool is_landscape, right_to_left = false;
  bool has_first_page;  // whose margins are others, or none
  std::int64_t columns = 1;

  bool has_margin(std::string_view type) const;
  std::string xml() const;

 private:
  void write_page(xml::Writer& xml) const;
  void write_columns(xml::Writer& xml) const;

  pugi::xml_node m_reference;
};
