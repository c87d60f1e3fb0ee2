// Corrupts blocks where it hurts: header, section table, records, pools.
#pragma once
#include <string>

#include "check/random.hpp"

namespace deckle::naive {

// `block` must begin with a sound header and section table.
std::string mutant_of(const std::string& block, Random& random);

}  // namespace deckle::naive
