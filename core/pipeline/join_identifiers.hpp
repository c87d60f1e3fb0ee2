// The identifiers of documents that are joined: no two nodes of the whole may have the same.
//
// The first document that has an identifier keeps it. Raw HTML cannot be changed, so what stands there goes first. All
// identifiers are known before a new one is made: a new one never takes an old one's place.
#pragma once
#include <deckle/document.hpp>
#include <deckle/unique_names.hpp>
#include <string>
#include <string_view>
#include <vector>

namespace deckle {

class JoinIdentifiers {
 public:
  // `stems`: what stands for each document in identifiers, as identifier_stem() makes it.
  JoinIdentifiers(const std::vector<Document>& documents, std::vector<std::string> stems);

  // The identifier of a document's division.
  const std::string& of_division(std::size_t document) const { return m_divisions[document]; }
  // What an identifier is that stands in a document; null: it has none of that name, or lost it to raw HTML of another.
  const std::string* of_target(std::size_t document, std::string_view written);
  // The same for the node that bears it, asked once a node: the second of a name is none that anything refers to.
  std::string of_node(std::size_t document, std::string_view written);
  // One that nothing has, for a new node.
  std::string fresh(const std::string& wanted) { return m_names.unique(wanted); }

 private:
  struct Identifier {
    std::string written, now;
    bool is_raw = false, is_used = false;
  };
  using List = std::vector<Identifier>;  // sorted by `written`, each once

  void add(List& list, std::string_view written, bool is_raw);
  void reserve_raw(const Document& document, List& list);
  static void settle(List& list);
  Identifier* find(std::size_t document, std::string_view written);  // null: there is none

  UniqueNames m_names;
  std::vector<std::string> m_stems, m_divisions;
  std::vector<List> m_lists;
};

// "Über uns" of "texts/Über uns.md": what an identifier cannot hold is a hyphen.
std::string identifier_stem(std::string_view file);

}  // namespace deckle
