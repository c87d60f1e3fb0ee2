// Footnotes as pages have them: a link to an element further on, which has a link back (4.13.5 of the HTML standard).
// They are found by these two links, whatever the generator: pandoc, cmark-gfm and GitHub, kramdown, PHP Markdown
// Extra, Wikipedia, Word, LibreOffice.
#pragma once
#include <unordered_map>
#include <unordered_set>

#include "page_tree.hpp"

namespace html {

class Notes {
 public:
  void find(const GumboNode& root);

  // The element whose content is the note, if the element is the mark of one.
  const GumboNode* note_at(const GumboNode& element) const {
    if (m_notes.empty()) return nullptr;
    const auto found = m_notes.find(&element);
    return found == m_notes.end() ? nullptr : found->second;
  }
  // Whether it is read elsewhere or not at all: notes, their links back, and what held nothing but notes.
  bool is_elsewhere(const GumboNode& element) const { return !m_elsewhere.empty() && m_elsewhere.count(&element) > 0; }

 private:
  class Finder;
  std::unordered_map<const GumboNode*, const GumboNode*> m_notes;
  std::unordered_set<const GumboNode*> m_elsewhere;
};

}  // namespace html
