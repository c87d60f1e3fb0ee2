// A package of office formats (ECMA-376-2, Open Packaging Conventions): parts in a zip archive, what they are by
// content type, and the relationships by which one part names others.
#pragma once
#include <functional>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "xml/xml_part.hpp"
#include "zip/zip_reader.hpp"

namespace office {

// Of strict and transitional documents alike: ECMA-376-1, annex A; ECMA-376-4.
extern const std::span<const xml::Namespace> namespaces;

struct Relationship {
  std::string id;
  std::string type;    // what stands behind the last slash: "image", "styles", "hyperlink", ...
  std::string uri;     // all of the type, as written
  std::string target;  // the name of a part without the slash before it, or, of external ones, as written
  bool external = false;
};

// Something wrong with the package or with a part of it; nothing is thrown for these.
struct Problem {
  std::string part;  // empty: the archive itself
  std::string text;
  const xml::Part* xml = nullptr;  // where, when the part has been parsed
  xml::Range where{};
};

class Package {
 public:
  using Report = std::function<void(const Problem&)>;
  // Throws zip_archive::Error when the bytes are no archive that can be read. `bytes` and `report` must outlive it.
  Package(std::string_view bytes, const zip_archive::Limits& limits, Report report);

  bool has(std::string_view part) const { return m_zip.find(part) != zip_archive::Reader::none; }
  // Empty when nothing says what it is (ECMA-376-2, 7.2.3).
  std::string_view content_type(std::string_view part) const;
  // Those of a part, in the order written; of the package itself for an empty name.
  std::vector<Relationship> relationships(std::string_view part);
  // The first part of a content type, in the order of the archive; empty if there is none.
  std::string part_of_type(std::string_view content_type) const;
  // The part's bytes; nothing, and a problem, when it is missing, too large or damaged beyond use.
  std::unique_ptr<std::string> read(std::string_view part);
  // As XML; null, and a problem, likewise. What is not well-formed is a problem too.
  std::unique_ptr<xml::Part> parse(std::string_view part);
  const std::vector<zip_archive::Entry>& entries() const { return m_zip.entries(); }

 private:
  void read_content_types();
  void report(std::string_view part, std::string text) { m_report({std::string(part), std::move(text)}); }

  zip_archive::Reader m_zip;
  Report m_report;
  std::map<std::string, std::string, std::less<>> m_type_by_suffix, m_type_by_part;  // keys in lower case
};

// The name of the part that `target` means in a relationship of `source` (RFC 3986, 5.2, as far as parts go).
std::string resolved(std::string_view source, std::string_view target);

}  // namespace office
