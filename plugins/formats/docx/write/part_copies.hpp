// Parts of the reference document in the one that is written, each once, with the images and fonts that they refer to.
// XML is written anew, so that no fault of it gets into the document.
#pragma once
#include <map>
#include <optional>
#include <string>

#include "office/package_writer.hpp"
#include "reference.hpp"
#include "xml/xml_writer.hpp"

// Whether a part can be written anew.
bool is_usable(const xml::Part& part);

// Begins a root as it is there: with its attributes, and all prefixes that what is in it may have.
void begin_copy(pugi::xml_node root, xml::Writer& to);

// Whether it, or an element in it, names a relationship.
bool refers_to_parts(pugi::xml_node element);

class PartCopies {
 public:
  PartCopies(Reference& from, office::PackageWriter& to) : m_from(from), m_to(to) {}

  // The place of a part of XML in the folder of the document; empty when it cannot be copied, which is told.
  std::string copy(std::string_view part, std::string_view content_type);
  // The relationships that a part uses, whose targets are copied; `way`: from the part to the folder of the
  // document. Nothing when one of them cannot be, which is told.
  std::optional<office::Relationships> relationships(std::string_view part, pugi::xml_node root, std::string_view way);

 private:
  bool can_take(const office::Relationship& one) const;
  std::string copy_bytes(std::string_view part);
  std::string name_of(std::string_view part) const;

  Reference& m_from;
  office::PackageWriter& m_to;
  std::map<std::string, std::string, std::less<>> m_copied;
};
