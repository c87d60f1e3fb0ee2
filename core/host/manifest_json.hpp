// A manifest as JSON: for the pipe from the child that learnt it, and for the cache.
//
// Bytes that need not be text (magic) are written in hexadecimal. The nlohmann headers are large: only the .cpp files
// that read or write JSON include this one.
#pragma once
#include <nlohmann/json_fwd.hpp>

#include "diagnostics/result.hpp"
#include "host/manifest.hpp"

namespace deckle {

void write_json(nlohmann::json& to, const Manifest& manifest);
void write_json(nlohmann::json& to, const Diagnostic& problem);  // code, message and hint

// False when it does not have the form that write_json() gives. What the values mean is for check_manifest() to say.
bool read_json(const nlohmann::json& from, Manifest& manifest);
bool read_json(const nlohmann::json& from, Diagnostic& problem);

}  // namespace deckle
