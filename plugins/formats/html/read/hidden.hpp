// What a page has and does not show (HTML 15.3.1, and styles that say so in place): menus of programs, drafts, what
// search engines are to read.
#pragma once
#include <algorithm>

#include "page_tree.hpp"

namespace html {

// Takes such elements out of the tree; `told` is called for each. What a control of the page shows stays, as the panels
// of tabs, and so does the MathML that stands for a picture.
template <class Tell>
void take_out_hidden(GumboNode& root, const Tell& told);

// Whether an element says that it is not shown.
bool is_hidden(const GumboNode& element);

// The identifiers of what the controls of a page show.
class Controlled {
 public:
  explicit Controlled(const GumboNode& root);
  bool has(const GumboNode& element) const;

 private:
  std::vector<std::string_view> m_identifiers;  // sorted
};

template <class Tell>
void take_out_hidden(GumboNode& root, const Tell& told) {
  const Controlled controlled(root);
  const auto is_out = [&](const GumboNode& node) {
    return is_element(node) && is_hidden(node) && !controlled.has(node);
  };
  std::vector<GumboNode*> parents;
  for (const GumboNode* at = &root; at;) {
    const bool out = is_out(*at);
    if (out) told(*at), parents.push_back(at->parent);
    at = next_node(at, root, !out);
  }
  std::sort(parents.begin(), parents.end());
  parents.erase(std::unique(parents.begin(), parents.end()), parents.end());
  for (GumboNode* parent : parents) {
    GumboVector& children = parent->v.element.children;
    unsigned left = 0;
    for (unsigned i = 0; i < children.length; ++i) {
      auto* child = static_cast<GumboNode*>(children.data[i]);
      if (is_out(*child)) continue;
      child->index_within_parent = left;
      children.data[left++] = child;
    }
    children.length = left;
  }
}

}  // namespace html
