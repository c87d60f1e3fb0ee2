// A page as the HTML standard has it parsed, with the places of its elements in the text. Gumbo parses; its memory is
// an arena of ours, so that a tree goes away at once however deep it is, and cannot grow without bounds.
#pragma once
#include <gumbo.h>

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace html {

class PageTree {
 public:
  // `text` is UTF-8 and must live as long as the tree. Parsing ends when `cancel`, which may be null, is
  // not zero any more.
  PageTree(std::string_view text, const volatile std::uint32_t* cancel);
  PageTree(PageTree&& other) noexcept;
  PageTree& operator=(PageTree&&) = delete;
  ~PageTree();

  // The element <html>; null when the tree would need more memory than a page of that size may, and when
  // it was cancelled.
  const GumboNode* root() const { return m_root; }
  GumboNode* root() { return m_root; }

 private:
  class Arena;
  std::unique_ptr<Arena> m_arena;
  GumboNode* m_root = nullptr;
};

// Bytes of the text, from the beginning.
struct Range {
  std::size_t begin = 0, end = 0;
};

inline bool is_element(const GumboNode& node) {
  return node.type == GUMBO_NODE_ELEMENT || node.type == GUMBO_NODE_TEMPLATE;
}
inline bool is_text(const GumboNode& node) {
  return node.type == GUMBO_NODE_TEXT || node.type == GUMBO_NODE_WHITESPACE || node.type == GUMBO_NODE_CDATA;
}
// Of HTML; GUMBO_TAG_LAST for anything else.
inline GumboTag tag_of(const GumboNode& node) {
  const bool is_html = is_element(node) && node.v.element.tag_namespace == GUMBO_NAMESPACE_HTML;
  return is_html ? node.v.element.tag : GUMBO_TAG_LAST;
}
std::string_view name_of(const GumboNode& element);

inline unsigned child_count(const GumboNode& node) { return is_element(node) ? node.v.element.children.length : 0; }
inline const GumboNode& child_of(const GumboNode& node, unsigned index) {
  return *static_cast<const GumboNode*>(node.v.element.children.data[index]);
}
// The one behind `node` in reading order below `top`, null at the end; `inside`: its children come first.
const GumboNode* next_node(const GumboNode* node, const GumboNode& top, bool inside = true);

// The value of an attribute, null when the element does not have it.
const char* find_attribute(const GumboNode& element, const char* name);
inline bool has_attribute(const GumboNode& element, const char* name) {
  return find_attribute(element, name) != nullptr;
}
// Empty when there is none.
std::string_view attribute_of(const GumboNode& element, const char* name);
// Whether it is among the words of an attribute, such as `class`.
bool has_word(const GumboNode& element, const char* name, std::string_view word);
inline bool has_class(const GumboNode& element, std::string_view word) { return has_word(element, "class", word); }

// The first word of a list, which is taken from it; empty at the end.
std::string_view next_word(std::string_view& words);
// A whole number as HTML's rules have it (2.3.4.1): white space before it and anything behind it are nothing.
std::optional<int> number_of(std::string_view text);

// All text below, as it is.
std::string text_of(const GumboNode& node);
// Whether it says nothing: text of white space.
bool is_blank(std::string_view text);
inline bool is_blank_text(const GumboNode& node) { return is_text(node) && is_blank(node.v.text.text); }

// Whether an element holds this child and nothing else but white space.
bool is_all_of(const GumboNode& around, const GumboNode& child);

// From the start tag to behind the end tag, or where the element ended without one.
Range range_of(const GumboNode& node, std::string_view text);

}  // namespace html
