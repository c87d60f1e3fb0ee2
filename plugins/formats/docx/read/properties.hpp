// Metadata that the file says beside its text: its core properties (ECMA-376-2, 8.3), those that somebody named as they
// liked (ECMA-376-1, 22.3), and the direction of its pages (17.6.1).
#pragma once
#include <set>
#include <string>

#include "context.hpp"

namespace docx {

// `said`: the keys that there are already, which count more.
void write_properties(Context& context, pugi::xml_node body, std::set<std::string, std::less<>> said);

}  // namespace docx
