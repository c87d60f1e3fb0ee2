// The least of an input that still shows what it showed.
#pragma once
#include <functional>

#include "check/check.hpp"

namespace deckle::checking {

// As much taken away from it as can be, within ten seconds: bytes, or nodes of a document. It is sound if it was.
GivenInput smallest(GivenInput input, const std::function<bool(const GivenInput& input)>& still_does);

}  // namespace deckle::checking
