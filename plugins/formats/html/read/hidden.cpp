#include "hidden.hpp"

#include "css/css.hpp"

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

}  // namespace

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

Controlled::Controlled(const GumboNode& root) {
  for (const GumboNode* at = &root; at; at = next_node(at, root)) {
    if (!is_element(*at) || at->v.element.attributes.length == 0) continue;
    std::string_view names = attribute_of(*at, "aria-controls");
    for (std::string_view name = next_word(names); !name.empty(); name = next_word(names))
      m_identifiers.push_back(name);
  }
  std::sort(m_identifiers.begin(), m_identifiers.end());
}

bool Controlled::has(const GumboNode& element) const {
  if (has_word(element, "role", "tabpanel")) return true;
  const std::string_view id = attribute_of(element, "id");
  return !id.empty() && std::binary_search(m_identifiers.begin(), m_identifiers.end(), id);
}

}  // namespace html
