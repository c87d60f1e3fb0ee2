// Metadata that a job or the command line gives to every document.
#pragma once
#include <string>
#include <variant>
#include <vector>

#include "document/edits.hpp"

namespace deckle {

struct MetaEntry;

struct MetaValue {
  using List = std::vector<MetaValue>;
  using Map = std::vector<MetaEntry>;
  std::variant<std::string, bool, List, Map> value;
};

struct MetaEntry {
  std::string key;
  MetaValue value;
};

struct MetadataRules {
  MetaValue::Map defaults;   // a document's own entry wins
  MetaValue::Map overrides;  // these win
  bool empty() const { return defaults.empty() && overrides.empty(); }
};

// The document with these entries, behind its own; the very same block when nothing changes.
Result<Block> with_metadata(const Block& block, const MetadataRules& rules, EditList& edits, const BuildLimits& limits);

}  // namespace deckle
