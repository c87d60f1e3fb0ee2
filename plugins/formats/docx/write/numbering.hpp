// The lists of a document, each with a number of its own so that it counts from its own start (ECMA-376, part 1, clause
// 17.9). Each has a definition of its own, too, for LibreOffice takes lists of one definition for one that is
// interrupted, and parts its items when it writes them. Beyond the first 200 those that look alike share one:
// definitions are long.
#pragma once
#include <deckle/document.hpp>

#include <cstdint>
#include <map>
#include <pugixml.hpp>
#include <string>
#include <utility>
#include <vector>

#include "xml/xml_writer.hpp"

class Numbering {
 public:
  static constexpr int levels = 9;
  static constexpr std::int32_t step = 510, hanging = 397;  // of the indentation, in twentieths of a point

  // `reference`: the <w:numbering> of the document that lends its look, which its styles refer to; or nothing.
  explicit Numbering(pugi::xml_node reference);

  // The number of a new list at that level, 0 to 8.
  std::int64_t add(const deckle::Node& list, int level);
  bool empty() const { return m_lists.empty() && !m_reference; }
  std::string xml() const;

 private:
  using Look = std::pair<std::string_view, std::string_view>;  // style and delimiter
  struct Definition {
    Look look;
    int level;           // of the list that it is made for
    std::int64_t start;  // of that level
  };
  struct List {
    std::size_t definition;
    int level;
    std::int64_t start;  // -1: as the definition says
  };
  void write_definition(xml::Writer& xml, std::size_t index) const;
  void write_list(xml::Writer& xml, std::size_t index) const;

  pugi::xml_node m_reference;
  std::int64_t m_first_definition = 0, m_first_list = 1;  // numbers of our own, behind those of the reference
  std::vector<List> m_lists;
  std::map<Look, std::size_t> m_known;  // the last definition of each
  std::vector<Definition> m_definitions;
};
