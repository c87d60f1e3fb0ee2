// How parts begin, and the prefixes that everything in them may use.
#pragma once
#include <span>
#include <string_view>

#include "xml/xml_part.hpp"
#include "xml/xml_writer.hpp"

extern const std::span<const xml::Namespace> part_namespaces;
extern const std::string_view part_prefixes;  // the same for xml::can_copy()

// The declaration of XML and the first element, with all namespaces.
void begin_part(xml::Writer& xml, std::string_view element);
