// What a table in a page is in a document: its parts in the order that documents want, wherever they stand in the page,
// with spans, alignment and heads as HTML has them.
#pragma once
#include <deckle/kinds.hpp>

#include <string_view>
#include <vector>

#include "page_tree.hpp"

namespace html {

// A part to open, or the end of one.
struct TableStep {
  enum class What : unsigned char { open, close, leaf } what;
  deckle::Kind kind = deckle::Kind::cell;
  const GumboNode* node = nullptr;  // null: the page has no element for it
  std::string_view align = {};      // of columns and cells
  double width = 0;                 // of columns, 0 for none
  unsigned rows = 1, columns = 1;   // that a cell reaches over
  unsigned head_columns = 0;        // of bodies
  bool is_header = false;           // rows of a body that are a head within it
};

// Empty when there is no cell.
std::vector<TableStep> table_steps(const GumboNode& table);

}  // namespace html
