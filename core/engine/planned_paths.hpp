// Where the inputs and outputs of a run lie: what an absolute path is by the plan.
//
// It keeps numbers, not paths, and is put in order when it is asked for the first time: a run of 100,000 documents
// without links pays next to nothing for it.
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <unordered_set>
#include <vector>

#include "engine/document_places.hpp"

namespace deckle {

class PlannedPaths {
 public:
  // All documents come before the first question, and have to outlive this.
  void add(const DocumentPlaces& document) { m_documents.push_back(&document); }
  void add_joined(const std::string& output) { m_joined.push_back(output); }
  const std::vector<const DocumentPlaces*>& documents() const { return m_documents; }

  // Paths from here on are absolute (io/paths.hpp). The document whose input it is; null: none.
  const DocumentPlaces* document_of(const std::string& input) const;
  bool is_output(const std::string& path) const;
  // A folder that outputs need is no place for a file.
  bool holds_outputs(const std::string& folder) const;
  bool holds_inputs(const std::string& folder) const;
  // Comes of itself with the first question.
  void put_in_order() const;

 private:
  struct Slot {
    std::uint32_t tag = 0, document = none, file = 0;  // file: 0 for the input, k + 1 for output k
    static constexpr std::uint32_t none = static_cast<std::uint32_t>(-1);
  };
  using Folders = std::unordered_set<std::string>;

  void insert(const std::string& path, std::uint32_t document, std::uint32_t file) const;
  const std::string& path_of(const Slot& slot) const;
  // Calls `is_it` for every file that lies there, until it says so.
  template <class IsIt>
  const Slot* find(const std::string& path, IsIt is_it) const;

  std::vector<const DocumentPlaces*> m_documents;
  std::vector<std::string> m_joined;
  mutable bool m_is_in_order = false;
  mutable std::vector<Slot> m_slots;  // a hash table; what does not fit in its place lies in the next one that is free
  mutable Folders m_input_folders, m_output_folders;
};

}  // namespace deckle
