// What joined documents have in common, and what of each has to be said in its own division.
#pragma once
#include <deckle/document.hpp>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace deckle {

// The readable words of a node, one space between them; without notes, and without the number of a heading.
std::string words_of(const Node& node);

// An entry that the joined document has no place for: the first one of its key, and how many documents have it.
struct LostEntry {
  std::string_view key;
  std::size_t document;
  std::uint32_t node;
  std::size_t count;
};

// Views into the documents, which must outlive it.
class JoinMetadata {
 public:
  JoinMetadata(const Document& frame, const std::vector<Document>& documents);

  // The entries of the first document that all have alike, and that the frame has not. Its title only when it is alone.
  const std::vector<Node>& agreed() const { return m_agreed; }
  // In order of the keys. Titles, languages and directions are never among them.
  std::vector<LostEntry> lost() const;

  // The title of a document that its division has to begin with; nothing when it does so already, or when the whole
  // has that title.
  std::optional<Node> heading(std::size_t document) const;
  // What the division has to say when it differs from the joined document; empty: nothing.
  std::string language(std::size_t document) const;
  std::string direction(std::size_t document) const;

 private:
  using Entries = std::map<std::string_view, Node>;  // by key
  static Entries entries_of(const Document& document);
  static std::string words(const Entries& entries, std::string_view key);
  bool all_have(std::string_view key, const Node& entry) const;

  std::vector<Document> m_documents;
  std::vector<Entries> m_entries;
  std::vector<Node> m_agreed;
  Entries m_joined;  // the frame's and those agreed on
};

}  // namespace deckle
