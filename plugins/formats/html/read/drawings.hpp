// Pictures that are drawn in a page: those that say nothing, and those that stand for the words of a link.
#pragma once
#include <string_view>

#include "page_tree.hpp"

namespace html {

// Whether its author says that an <svg> tells nothing, or it is on a button.
bool is_decoration(const GumboNode& picture);
// The name of the link of which an <svg> is all (ARIA 1.2, aria-label); empty if there is none.
std::string_view name_of_drawing(const GumboNode& picture);

}  // namespace html
