// Links by which headings, terms and captions lead to themselves: marks like ¶ that most pages show only while the
// mouse is near, for who wants to copy the address. They are no part of the text.
#pragma once
#include "page_tree.hpp"

namespace html {

bool is_permalink(const GumboNode& link);
// Whether all that a link does is to lead to the heading that it stands in: its words are those of the heading.
bool is_self_link(const GumboNode& link);
// Whether a button stands beside the words of a heading: it does something with these.
bool is_tool_of_heading(const GumboNode& button);
// The identifier that a heading has by its own link; empty if it has none.
std::string_view permalink_identifier(const GumboNode& heading);

}  // namespace html
