// What the operating system refused, as a diagnostic: a stable code, the path, the reason, and what to do.
#pragma once
#include <string_view>

#include "diagnostics/diagnostic.hpp"

namespace deckle {

// io_problem("read", "in.md", ENOENT): io.not-found, "cannot read in.md: no such file or folder".
Diagnostic io_problem(std::string_view verb, std::string_view path, int error_number);

}  // namespace deckle
