// An opened input, or a further file that a document reached.
#pragma once
#include <string>

#include "diagnostics/diagnostic.hpp"
#include "io/bytes.hpp"

namespace deckle {

struct InputFile {
  std::string name;  // as a person would say it
  std::string media_type;
  FileBytes bytes;
};

// What came of such bytes is worth nothing.
Diagnostic changed_while_read(const std::string& name);

}  // namespace deckle
