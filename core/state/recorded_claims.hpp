// What the documents of earlier runs claimed beside their outputs; see place_claims.hpp.
#pragma once
#include <map>
#include <string>
#include <vector>

#include "engine/document_record.hpp"
#include "state/state_paths.hpp"
#include "state/store.hpp"

namespace deckle {

class RecordedClaims {
 public:
  // Both have to outlive it.
  RecordedClaims(StateStore& store, const StatePaths& paths) : m_store(store), m_paths(paths) {}

  // Of the row of this key, which is of this output now. What cannot be read is one claim that never holds.
  std::vector<ClaimedPlace> of(const RowKey& key, std::size_t output);
  // Those for an output, as they are put.
  static StateClaims for_row(const std::vector<ClaimedPlace>& claims, std::size_t output, const StatePaths& paths);

 private:
  StateStore& m_store;
  const StatePaths& m_paths;
  std::map<std::string, Result<PackedRows>> m_rows;  // by the names of outputs
};

}  // namespace deckle
