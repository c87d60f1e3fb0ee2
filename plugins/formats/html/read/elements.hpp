// What the elements of HTML are in a document.
#pragma once
#include <deckle/kinds.hpp>

#include "page_tree.hpp"

namespace html {

enum class Role : unsigned char {
  neutral,   // nothing of its own: what is inside stands where it stands
  dropped,   // nobody reads it
  block,     // nothing but lines of its own
  division,  // a block of the kind, with the name of the element as its class unless that is div
  paragraph,
  heading,
  preformatted,
  list,
  item,
  definitions,
  term,
  description,
  table,
  figure,  // a block of the kind, in which one element comes first
  rule,
  wrapper,  // an inline of the kind, with the name of the element as its class if it is a span
  code,
  link,
  quoted,
  line_break,
  image,
  ruby,
  media,
  control  // of a form
};

struct Element {
  Role role;
  deckle::Kind kind = deckle::Kind::division;
  GumboTag first = GUMBO_TAG_LAST;  // figure, details: the child that comes first
};

Element element_of(const GumboNode& node);
// Whether it begins and ends lines.
bool is_block(const GumboNode& node);
// 1 to 6, 0 for what is no heading.
int heading_level(GumboTag tag);
// Whether anything of it can be seen.
bool has_content(const GumboNode& node);

}  // namespace html
