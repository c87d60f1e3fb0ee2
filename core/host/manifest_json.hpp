// A manifest as JSON, for who asks for it: empty fields are left out, and bytes that need not be text (magic) are
// written in hexadecimal.
#pragma once
#include <nlohmann/json_fwd.hpp>  // the whole of it is large

#include "host/manifest.hpp"

namespace deckle {

void write_json(nlohmann::json& to, const Manifest& manifest);

}  // namespace deckle
