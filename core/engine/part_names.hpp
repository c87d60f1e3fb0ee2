// The names that an exporter gives to the further files of an output: relative to the main file, without "..", none
// twice, none that of the main file.
#pragma once
#include <set>
#include <string>
#include <string_view>

#include "diagnostics/result.hpp"

namespace deckle {

class PartNames {
 public:
  // The path of a further part of the output `main`.
  Result<std::string> add(const std::string& main, std::string_view name);

 private:
  std::set<std::string> m_paths;
};

}  // namespace deckle
