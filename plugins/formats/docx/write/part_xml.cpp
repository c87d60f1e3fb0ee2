#include "part_xml.hpp"

namespace {

constexpr xml::Namespace used[] = {
    {"http://schemas.openxmlformats.org/wordprocessingml/2006/main", "w"},
    {"http://schemas.openxmlformats.org/officeDocument/2006/relationships", "r"},
    {"http://schemas.openxmlformats.org/officeDocument/2006/math", "m"},
    {"http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing", "wp"},
    {"http://schemas.openxmlformats.org/drawingml/2006/main", "a"},
    {"http://schemas.openxmlformats.org/drawingml/2006/picture", "pic"},
    {"http://schemas.openxmlformats.org/markup-compatibility/2006", "mc"},
    {"http://schemas.microsoft.com/office/word/2010/wordml", "w14"},
};

}  // namespace

const std::span<const xml::Namespace> part_namespaces = used;
const std::string_view part_prefixes = " w r m wp a pic mc w14 ";

void begin_part(xml::Writer& xml, std::string_view element) {
  xml.raw(xml::Writer::declaration).begin(element);
  for (const xml::Namespace& one : used) xml.attribute("xmlns:" + std::string(one.prefix), one.uri);
  xml.attribute("mc:Ignorable", "w14");
}
