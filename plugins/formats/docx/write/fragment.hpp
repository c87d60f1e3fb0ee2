// Markup of WordprocessingML from outside, checked before it becomes a part of what is written: what authors give as
// raw text of the format `openxml`, as pandoc calls it, and formulas.
#pragma once
#include "part_xml.hpp"

class Fragment {
 public:
  enum class Place { block, inlines };
  Fragment(std::string_view markup, Place place);

  // It is well-formed, holds what may stand in that place, and refers to no other part.
  bool is_sound() const { return m_is_sound; }
  bool ends_with_table() const { return m_part.root().last_child().name() == std::string_view("w:tbl"); }
  void write(xml::Writer& to) const;

 private:
  xml::Part m_part;
  bool m_is_sound;
};
