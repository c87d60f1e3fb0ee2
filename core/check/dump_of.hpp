// A document as a file that people can read, change and give to `deckle convert`.
#pragma once
#include "check/check.hpp"

namespace deckle::checking {

// By the exporter `dump` of a library, in a child as every check. Nothing: it has none, or there is no such document.
std::optional<std::string> dump_of(const GivenInput& document, const std::filesystem::path& library);

}  // namespace deckle::checking
