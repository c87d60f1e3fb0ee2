// Which reader a file is for: by what its first bytes are, then by its name.
//
// Score: what the best declared magic that matches is worth, or 50 for a declared suffix, the higher of both, and 10
// more when both agree. Among equals the longer suffix goes first; those still equal at the top are asked, which loads
// their plugins. So content beats a wrong suffix as soon as its magic is worth more than 50.
#pragma once
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "host/registry.hpp"

namespace deckle {

struct Claim {
  Component reader;
  std::uint32_t score = 0;
  std::uint32_t suffix_length = 0;
  std::vector<std::string> reasons;  // "the bytes at 0 are those of a PDF (score 100)"
};

// The first bytes that detection may look at.
constexpr std::size_t head_bytes = 4096;

// Asks a reader how surely these are the first bytes of its format, 0..100.
using Probe = std::function<std::uint32_t(const Component& reader, std::string_view head, std::string_view name)>;

// All readers that claim it, the best first; empty when none does. Without `probe` ties are decided by name.
std::vector<Claim> detect(const Registry& registry, std::string_view head, std::string_view file_name,
                          const Probe& probe);

}  // namespace deckle
