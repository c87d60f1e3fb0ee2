// Reads all that a plugin can read of a document, in every way that the SDK offers.
#pragma once
#include "document/block.hpp"
#include "check/random.hpp"

namespace deckle::naive {

void read_everything(const Document& document);

// Makes of an accepted block what the host makes of documents; gives what is wrong, or nothing.
std::string use_everywhere(const Block& block, Random& random);

}  // namespace deckle::naive
