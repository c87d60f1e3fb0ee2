// One diagnostic as a person reads it on a terminal, and as a program reads it: a line of JSON.
#pragma once
#include <string>

#include "diagnostics/diagnostic.hpp"

namespace deckle {

// warning[markdown.table-columns] in.md:14:3: row has 4 cells, the header has 3
//   14 | | a | b | c | d |
//      |   ^
//   hint: ...
// Ends with a newline. Whatever the diagnostic holds, only printable characters and our own colours are in the text.
std::string render_text(const Diagnostic& diagnostic, bool colour);

// {"severity":"warning","code":...,"message":...,"file":...,"line":14,"column":3,...} and a newline.
std::string render_json(const Diagnostic& diagnostic);

class JsonWriter;
// The same object, as a value of a larger one.
void write_json(JsonWriter& json, const Diagnostic& diagnostic);

}  // namespace deckle
