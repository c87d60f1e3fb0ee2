// The rules E1 to E11 of abi/deckle/edits.h on naive trees, sentence by sentence, with no thought of speed. Written
// from the rules, not from apply_edits.cpp.
#pragma once
#include "check/naive_tree.hpp"

namespace deckle::naive {

struct Step {
  enum class What { set_text, set_kind, set_attr, drop_attr, remove, unwrap, put };
  What what = What::remove;
  std::uint32_t node = 0;
  std::string text;                   // set_text
  std::uint16_t kind = 0, flags = 0;  // set_kind; DK_KIND_CUSTOM: that of `name`, with these flags
  std::string name;
  Attr attr;                 // set_attr and drop_attr
  std::uint32_t target = 0;  // of an attribute that refers to a node of the input
  std::uint32_t place = 0;   // put
  Forest content;
  std::optional<std::uint32_t> copied;  // put: a node of the input, copied behind the content
};
using Script = std::vector<Step>;

struct Outcome {
  enum class How { same, refused, changed };
  How how;
  TreePtr tree;  // when changed; it may be no valid document
};

Outcome apply(const Tree& input, const Script& script);

}  // namespace deckle::naive
