// A diagnostic as a result of SARIF, whose levels are called as our severities.
#pragma once
#include "diagnostics/diagnostic.hpp"
#include "diagnostics/json_writer.hpp"

namespace deckle {

void write_sarif_result(JsonWriter& json, const Diagnostic& diagnostic);

}  // namespace deckle
