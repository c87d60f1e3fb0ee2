// Custom properties (ECMA-376-1, 22.3) as metadata. A period in a name leads into a map, and a map of the names 1, 2
// and so on is a list: so our exporter writes what has no name of its own.
#pragma once
#include <set>
#include <string>
#include <vector>

#include "part.hpp"

namespace docx {

class CustomProperties {
 public:
  // But for those whose first name is in `said`. `part` must outlive this.
  CustomProperties(const Part& part, const std::set<std::string, std::less<>>& said);
  void write(deckle::Builder& out) const;

 private:
  struct Entry {
    std::string_view name;
    pugi::xml_node value;  // none: it holds others
    std::vector<Entry> entries = {};
  };
  void add(pugi::xml_node property, const std::set<std::string, std::less<>>& said);
  void write(deckle::Builder& out, const Entry& entry, bool is_item) const;
  static bool is_list(const Entry& entry);

  const Part& m_part;
  Entry m_root;
};

}  // namespace docx
