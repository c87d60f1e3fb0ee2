// What a page has and does not show (HTML 15.3.1, and styles that say so in place): menus of programs, drafts, what
// search engines are to read.
#pragma once
#include <functional>

#include "page_tree.hpp"

namespace html {

// Takes such elements out of the tree; `told` is called for each, in their order. What a control of the page shows
// stays, as the panels of tabs, and so does the MathML that stands for a picture.
void take_out_hidden(GumboNode& root, const std::function<void(const GumboNode&)>& told);

}  // namespace html
