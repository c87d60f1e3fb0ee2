// Lists and their items as nodes, by the number that Word shows.
#pragma once
#include "numbering.hpp"

namespace docx {

// Opens the list that begins with this number.
void open_list(deckle::Builder& out, const Number& first, dk_span where);
// Opens an item. A number that the list's style cannot say is kept as attribute `label`.
void open_item(deckle::Builder& out, const Number& number, dk_span where);

}  // namespace docx
