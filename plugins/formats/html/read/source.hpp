// The text of a page, and where it stands in the bytes of the input.
#pragma once
#include <deckle/plugin.hpp>

#include "page_tree.hpp"

namespace html {

struct Source {
  std::string_view text;
  const deckle::Input* input;

  dk_span span(Range range) const { return input->span(range.begin, range.end); }
  Range range_of(const GumboNode& node) const { return html::range_of(node, text); }
  dk_span span_of(const GumboNode& node) const { return span(range_of(node)); }
};

}  // namespace html
