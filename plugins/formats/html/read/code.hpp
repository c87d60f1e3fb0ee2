// Tables that generators draw around code.
#pragma once
#include "page_tree.hpp"

namespace html {

// The cell with the code in a table that has no other, as Jade writes it, or one with the numbers of its lines, as
// Pygments, Rouge and Hugo do; null if it is another table.
const GumboNode* code_in_table(const GumboNode& table);

}  // namespace html
