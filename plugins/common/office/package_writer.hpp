// Writing a package of the Open Packaging Conventions (ECMA-376, part 2): parts in a ZIP archive, their content types,
// and the relationships between them.
#pragma once
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "zip/zip_writer.hpp"

namespace office {

// What a part refers to (part 2, clause 6.5). Equal references share one relationship.
class Relationships {
 public:
  // The identifier, "rId1" and so on. `target`: a part relative to the one that refers to it, or an address outside.
  const std::string& to(std::string_view type, std::string_view target, bool is_external = false);
  // For those whose identifiers are known already.
  void add(std::string id, std::string_view type, std::string_view target, bool is_external);
  bool empty() const { return m_rows.empty(); }
  std::string xml() const;

 private:
  struct Row {
    std::string id, type, target;
    bool is_external;
  };
  std::vector<Row> m_rows;
  std::map<std::string, std::size_t, std::less<>> m_known;  // type and target
};

// An address as relationships may have it, and Word checks it: what RFC 3986 does not allow is percent-encoded.
std::string address(std::string_view written);

class PackageWriter {
 public:
  // `name`: from the root on, without a slash before it.
  void add(std::string name, std::string_view content_type, zip_archive::Deflated bytes,
           const Relationships& relationships = {});
  void add(std::string name, std::string_view content_type, std::string_view bytes,
           const Relationships& relationships = {});
  // The part whose type its suffix says, as that of images.
  void add_media(std::string name, std::string_view suffix, std::string_view content_type, std::string_view bytes);
  // The archive: content types first, then the relationships of the package, then the parts as they were added. False
  // if it is too large for one.
  [[nodiscard]] bool write(const Relationships& package, deckle::Output& out);

 private:
  struct Part {
    std::string name;
    zip_archive::Deflated bytes;
    std::string_view stored;
  };
  void add_relationships(const std::string& of, const Relationships& relationships);
  std::string content_types() const;

  std::vector<Part> m_parts;
  std::map<std::string, std::string, std::less<>> m_types_of_suffixes{
      {"rels", "application/vnd.openxmlformats-package.relationships+xml"}, {"xml", "application/xml"}};
  std::vector<std::pair<std::string, std::string>> m_types_of_parts;
};

}  // namespace office
