#include "hidden.hpp"

#include <algorithm>

#include "css/css.hpp"
#include "elements.hpp"

namespace html {
namespace {

// Wikipedia hides the markup of a formula behind a picture of it.
bool is_formula(const GumboNode& element) {
  for (unsigned i = 0; i < child_count(element); ++i) {
    const GumboNode& child = child_of(element, i);
    if (is_element(child)) return child.v.element.tag_namespace == GUMBO_NAMESPACE_MATHML;
  }
  return false;
}

// What is `until-found` is shown to who looks for it. Pages that hide all of themselves wait for a script to show them.
bool is_hidden(const GumboNode& element) {
  const GumboTag tag = tag_of(element);
  if (tag == GUMBO_TAG_LAST || tag == GUMBO_TAG_HTML || tag == GUMBO_TAG_HEAD || tag == GUMBO_TAG_BODY) return false;
  if (tag == GUMBO_TAG_UNKNOWN && name_of(element) == "dialog" && !has_attribute(element, "open")) return true;
  if (element.v.element.attributes.length == 0) return false;
  const char* hidden = find_attribute(element, "hidden");
  const bool says_so = hidden != nullptr && !css::is_word(hidden, "until-found");
  const char* style = says_so ? nullptr : find_attribute(element, "style");
  const bool is_styled = style != nullptr && css::is_word(css::value_of(style, "display"), "none");
  return (says_so || is_styled) && !is_formula(element);
}

// What the controls of a page show.
class Controlled {
 public:
  explicit Controlled(const GumboNode& root) {
    for (const GumboNode* at = &root; at; at = next_node(at, root)) {
      if (!is_element(*at) || at->v.element.attributes.length == 0) continue;
      std::string_view names = attribute_of(*at, "aria-controls");
      for (std::string_view name = next_word(names); !name.empty(); name = next_word(names))
        m_identifiers.push_back(name);
    }
    std::sort(m_identifiers.begin(), m_identifiers.end());
  }
  bool has(const GumboNode& element) const {
    if (has_word(element, "role", "tabpanel")) return true;
    const std::string_view id = attribute_of(element, "id");
    return !id.empty() && std::binary_search(m_identifiers.begin(), m_identifiers.end(), id);
  }

 private:
  std::vector<std::string_view> m_identifiers;
};

// Takes those that are out from their parents, which are sorted by it.
template <class IsOut>
void remove_children(std::vector<GumboNode*>& parents, const IsOut& is_out) {
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

}  // namespace

void take_out_hidden(GumboNode& root, const std::function<void(const GumboNode&)>& told) {
  const Controlled controlled(root);
  const auto is_out = [&](const GumboNode& node) {
    return is_element(node) && is_hidden(node) && !controlled.has(node);
  };
  std::vector<GumboNode*> parents, lists;
  for (const GumboNode* at = &root; at;) {
    const bool is_hidden_here = is_out(*at);
    if (is_hidden_here) told(*at), parents.push_back(at->parent);
    at = next_node(at, root, !is_hidden_here);
  }
  remove_children(parents, is_out);
  std::vector<const GumboNode*> items;  // that held nothing else: they are none
  for (const GumboNode* parent : parents)
    if (tag_of(*parent) == GUMBO_TAG_LI && !has_content(*parent))
      items.push_back(parent), lists.push_back(parent->parent);
  remove_children(lists, [&](const GumboNode& node) { return std::binary_search(items.begin(), items.end(), &node); });
}

}  // namespace html
