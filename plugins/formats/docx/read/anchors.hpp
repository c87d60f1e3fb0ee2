// What has to be known before the first block is written: which bookmarks links lead to, and the identifiers of
// headings, for a link to a bookmark in a heading leads to the heading.
#pragma once
#include <deckle/unique_names.hpp>
#include <functional>
#include <string>
#include <unordered_map>
#include <unordered_set>

#include "part.hpp"

namespace docx {

class Anchors {
 public:
  // Keeping all: what an author marked is wanted even if nothing in the document links there.
  explicit Anchors(bool keeps_all) : m_keeps_all(keeps_all) {}

  // Looks through a part. `words_of_heading` gives the words of a paragraph, and false when it is no heading.
  using WordsOfHeading = std::function<bool(pugi::xml_node paragraph, std::string& words)>;
  void collect(const Part& part, const WordsOfHeading& words_of_heading, const deckle::Call& call);

  // The identifier that a link to a bookmark leads to.
  std::string target(std::string_view bookmark) const;
  // Whether an anchor is to stand where the bookmark begins: once, and only if it is wanted.
  bool take(std::string_view bookmark);
  // The identifier of a heading: its first bookmark when all are kept, else by pandoc's rule.
  std::string heading(pugi::xml_node paragraph, std::string_view words, const deckle::Call& call);

 private:
  void collect_paragraph(pugi::xml_node paragraph, const WordsOfHeading& words_of_heading, const deckle::Call& call);
  void want_targets_of(std::string_view instruction);
  void want_target_of(const office::Relationship* click);
  void want_kept(std::string_view bookmark);
  bool keeps(std::string_view bookmark) const;

  bool m_keeps_all, m_is_collecting = false;
  std::unordered_set<std::string> m_wanted;
  std::unordered_map<std::string, std::string> m_in_headings;  // bookmark: identifier
  std::unordered_map<std::size_t, std::string> m_headings;     // paragraph: identifier
  deckle::UniqueNames m_names;
};

}  // namespace docx
