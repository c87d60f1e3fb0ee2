// Metadata that neither the title block nor the properties of every file have a place for, as custom properties
// (ECMA-376, part 1, clause 22.3): Word lists them, and its field DOCPROPERTY shows them. What stands in maps and lists
// has the names or numbers on the way to it in its own, with periods between.
#pragma once
#include <deckle/plugin.hpp>

#include <set>
#include <string>

#include "xml/xml_writer.hpp"

class CustomProperties {
 public:
  CustomProperties(const deckle::Document& document, deckle::Call& call);
  bool empty() const { return m_names.empty(); }
  std::string xml() { return std::move(m_xml.end().string()); }

 private:
  void add(const deckle::Node& value, const std::string& name);
  void add_property(const deckle::Node& value, const std::string& name);

  deckle::Call& m_call;
  xml::Writer m_xml;
  std::set<std::string> m_names;  // in lower case: case does not make them different
};
