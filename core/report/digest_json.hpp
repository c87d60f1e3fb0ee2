// report.json: a run in one object, and the JSON Schema of it.
#pragma once
#include <string>

#include "report/digest.hpp"

namespace deckle {

std::string digest_json(const Digest& digest);

// JSON Schema 2020-12.
std::string report_schema();

}  // namespace deckle
