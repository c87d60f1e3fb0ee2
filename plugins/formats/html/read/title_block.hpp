// The title block that pandoc and Deckle write at the beginning of a page: what it shows is metadata, with its markup.
#pragma once
#include <map>
#include <string>
#include <vector>

#include "page_tree.hpp"

namespace html {

class TitleBlock {
 public:
  struct Value {
    const GumboNode* element;            // inlines; of an abstract blocks
    const GumboNode* heading = nullptr;  // in it, and no part of the value
  };

  explicit TitleBlock(const GumboNode& root);

  // Null when the page has none, or one with something else in it.
  const GumboNode* element() const { return m_element; }
  // By pandoc's names for them; only an author may have several.
  const std::map<std::string, std::vector<Value>>& values() const { return m_values; }

 private:
  bool take(const GumboNode& part);

  const GumboNode* m_element = nullptr;
  std::map<std::string, std::vector<Value>> m_values;
};

}  // namespace html
