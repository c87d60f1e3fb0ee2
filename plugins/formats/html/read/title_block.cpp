#include "title_block.hpp"

namespace html {
namespace {

const GumboNode* find_block(const GumboNode& root) {
  for (unsigned i = 0; i < child_count(root); ++i) {
    const GumboNode& body = child_of(root, i);
    if (tag_of(body) != GUMBO_TAG_BODY) continue;
    for (unsigned k = 0; k < child_count(body); ++k)
      if (is_element(child_of(body, k)) && attribute_of(child_of(body, k), "id") == "title-block-header")
        return &child_of(body, k);
  }
  return nullptr;
}

}  // namespace

TitleBlock::TitleBlock(const GumboNode& root) {
  const GumboNode* block = find_block(root);
  for (unsigned i = 0; block && i < child_count(*block); ++i) {
    const GumboNode& part = child_of(*block, i);
    if (is_blank_text(part) || part.type == GUMBO_NODE_COMMENT) continue;
    if (take(part)) continue;
    m_values.clear();
    return;
  }
  m_element = block;
}

bool TitleBlock::take(const GumboNode& part) {
  if (!is_element(part)) return false;
  const std::string_view name = attribute_of(part, "class");
  const GumboTag tag = tag_of(part);
  const bool is_line = (tag == GUMBO_TAG_H1 && name == "title") ||
                       (tag == GUMBO_TAG_P && (name == "subtitle" || name == "author" || name == "date"));
  const bool is_abstract = tag == GUMBO_TAG_DIV && name == "abstract";
  if ((!is_line && !is_abstract) || has_attribute(part, "id")) return false;
  std::vector<Value>& values = m_values[std::string(name)];
  if (!values.empty() && name != "author") return false;
  values.push_back({&part});
  for (unsigned i = 0; is_abstract && i < child_count(part); ++i)
    if (is_element(child_of(part, i)) && has_class(child_of(part, i), "abstract-title"))
      values.back().heading = &child_of(part, i);
  return true;
}

}  // namespace html
