// What becomes of an output that is there already.
#pragma once
#include <cstdint>

namespace deckle {

enum class OnExists : std::uint8_t { replace, skip, fail };

}  // namespace deckle
