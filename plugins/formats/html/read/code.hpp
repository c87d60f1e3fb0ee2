// Tables that generators draw around code.
#pragma once
#include "page_tree.hpp"

namespace html {

// The cell with the code in a table whose other cell has the numbers of its lines, as Pygments, Rouge and Hugo write
// it; null if it is another table.
const GumboNode* code_beside_numbers(const GumboNode& table);

}  // namespace html
