// Identifiers as bookmarks (ECMA-376, part 1, clause 17.13.6): names of at most forty characters that begin with a
// letter, of which Word does not tell "A" from "a".
#pragma once
#include <deckle/document.hpp>

#include <deckle/unique_names.hpp>
#include <string>
#include <string_view>
#include <unordered_map>

class Bookmarks {
 public:
  explicit Bookmarks(const deckle::Document& document);
  void lead_to_headings() { m_has_contents = true; }

  // The bookmark for an identifier of the document, or of what a link calls so.
  const std::string& name(std::string_view identifier);
  const std::string& name_of(const deckle::Node& node);
  // Whether the node has a bookmark: of several with one identifier the first has.
  bool has(const deckle::Node& node) const;
  // That of a heading: by its identifier, or one that Word hides if tables of contents lead to it; else empty.
  std::string name_of_heading(const deckle::Node& heading);
  // Bookmarks have numbers besides.
  std::int64_t next_number() { return m_number++; }

 private:
  std::string make_name(std::string_view identifier);

  struct Entry {
    std::string name;
    std::uint32_t node;
  };
  std::unordered_map<std::string_view, Entry> m_entries;
  std::unordered_map<std::string, std::string> m_unknown;  // of links that lead nowhere
  deckle::UniqueNames m_names;
  std::int64_t m_number = 0;
  bool m_has_contents = false;
};
