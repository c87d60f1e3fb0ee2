// Elements of one part in another: written anew, so that what comes out is well-formed whatever was read.
#pragma once
#include <pugixml.hpp>

#include "xml_writer.hpp"

namespace xml {

// Whether the element can be written where `prefixes` are declared (each with a space around it, " w r "): its names,
// and those in it, are plain ones whose prefixes are declared there or further inside, and it is not nested too deep.
bool can_copy(pugi::xml_node element, std::string_view prefixes);

// Writes the element and all that is in it, but for comments and processing instructions. To be asked can_copy()
// before.
void copy(pugi::xml_node element, Writer& to);

}  // namespace xml
