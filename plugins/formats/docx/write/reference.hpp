// The document that lends its look (option `reference-doc`): what it is made of, read and checked. Of its text nothing
// is taken.
#pragma once
#include <deckle/plugin.hpp>

#include <map>
#include <memory>
#include <string>
#include <vector>

#include "office/package.hpp"

class Reference {
 public:
  // Ends the call when `source` is no document that can be read. Both must outlive it.
  Reference(const dk_source& source, deckle::Call& call);

  // The roots of its parts; nothing where it has none, or one that is broken, which is told.
  pugi::xml_node styles() const { return root_of("styles"); }
  pugi::xml_node numbering() const { return root_of("numbering"); }
  pugi::xml_node settings() const { return root_of("settings"); }
  // Of styles, whose lists are not there.
  void drop_numbers();
  // The name of a part that the document itself has, by the type of its relationship; empty if there is none.
  std::string part(std::string_view type) const;
  // The properties of its last section: the page.
  pugi::xml_node section() const { return m_section; }

  struct Margin {
    std::string_view element, type;  // w:headerReference or w:footerReference; default, first, even
    std::string part;
  };
  // The headers and footers that its last section shows: its own, and what it has from those before (clause 17.10).
  const std::vector<Margin>& margins() const { return m_margins; }

  office::Package& package() { return *m_package; }
  // A warning about one of its parts.
  void tell(std::string_view part, std::string_view what);

 private:
  pugi::xml_node root_of(std::string_view type) const;
  void open_document();
  void read_margins(pugi::xml_node section);

  const dk_source& m_source;
  deckle::Call& m_call;
  std::vector<char> m_storage;
  std::unique_ptr<office::Package> m_package;
  std::unique_ptr<xml::Part> m_document;
  std::vector<office::Relationship> m_relationships;
  std::map<std::string, std::unique_ptr<xml::Part>, std::less<>> m_parts;  // by the type of their relationship
  pugi::xml_node m_section;
  std::vector<Margin> m_margins;
};
