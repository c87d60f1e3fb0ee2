// Which files every input becomes: what turns a link between two documents into one between two outputs.
#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>

#include "engine/planned_paths.hpp"

namespace deckle {

class LinkMap {
 public:
  // Has to outlive it.
  explicit LinkMap(const PlannedPaths& paths) : m_paths(paths) {}

  // The document that lies at an absolute path. A folder stands for the input in it that is called index, else README,
  // whatever its suffix and case. Null: no input.
  const DocumentPlaces* document_at(const std::string& place) const;

  // Comes of itself with the first question.
  void put_in_order() const { indexes(); }

  // What the address of a document is when it is written into a file of `folder` that belongs to output number
  // `output`: as address_from() has it. Nothing when the document has no such output.
  static std::optional<std::string> mapped(const DocumentPlaces& document, std::string_view written,
                                           const std::string& folder, std::size_t output);

 private:
  struct Index {
    int rank;
    const DocumentPlaces* document;
  };
  using Indexes = std::unordered_map<std::string, Index>;  // by folder
  const Indexes& indexes() const;

  const PlannedPaths& m_paths;
  mutable std::optional<Indexes> m_indexes;  // made when they are first asked for
};

}  // namespace deckle
