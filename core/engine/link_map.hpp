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

  // What the input is called that `address`, standing in the file `from`, leads to. A folder stands for the input in it
  // that is called index, else README, whatever its suffix and case. Null: no input.
  const std::string* input(const std::string& from, std::string_view address) const;

  // What `address` is when it is written into `to`, a file of output number `output`: relative, with its query and
  // fragment. Nothing when it leads to no input that has this output.
  std::optional<std::string> mapped(const std::string& from, std::string_view address, const std::string& to,
                                    std::size_t output) const;

 private:
  struct Index {
    int rank;
    const DocumentPlaces* document;
  };
  using Indexes = std::unordered_map<std::string, Index>;  // by folder
  const Indexes& indexes() const;
  const DocumentPlaces* find(const std::string& from, std::string_view address) const;

  const PlannedPaths& m_paths;
  mutable std::optional<Indexes> m_indexes;  // made when they are first asked for
};

}  // namespace deckle
