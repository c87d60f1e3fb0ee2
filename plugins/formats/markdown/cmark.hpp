// libcmark-gfm behind owning handles. Nodes are read through its public functions.
#pragma once
#include <cmark-gfm-core-extensions.h>
#include <cmark-gfm-extension_api.h>
#include <cmark-gfm.h>

#include <memory>
#include <string_view>

#include "dialect.hpp"

// Exported by the library of extensions, but declared in none of its installed headers. Set when it registers.
extern "C" {
extern cmark_node_type CMARK_NODE_TABLE, CMARK_NODE_TABLE_ROW, CMARK_NODE_TABLE_CELL, CMARK_NODE_STRIKETHROUGH;
}

namespace cmark {

struct FreeTree {
  void operator()(cmark_node* root) const { cmark_node_free(root); }
};
using Tree = std::unique_ptr<cmark_node, FreeTree>;

// Never null: the library ends the process when memory runs out.
Tree parse(std::string_view text, Dialect dialect, bool footnotes);

inline std::string_view view(const char* text) { return text ? std::string_view(text) : std::string_view(); }

}  // namespace cmark
