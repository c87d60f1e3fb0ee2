// A share of the inputs of a job: for many machines that each make one.
#pragma once
#include <cstdint>
#include <string>
#include <string_view>

#include "diagnostics/result.hpp"

namespace deckle {

struct Shard {
  std::uint32_t index = 1, count = 1;  // from 1 on

  bool is_all() const { return count == 1; }
  // By its path relative to the job's folder alone: the same on every machine, whatever else there is.
  bool has(std::string_view path) const;
  // "2-of-4", for the names of files
  std::string name() const;
};

// "2/4"; 1 to 10,000 shares.
Result<Shard> parse_shard(std::string_view text);

}  // namespace deckle
