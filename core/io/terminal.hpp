// Is somebody looking, and how much do they see at once?
#pragma once
#include <cstddef>
#include <cstdio>

namespace deckle {

bool is_terminal(std::FILE* stream);
// One that can rewrite a line and show colours: TERM is not "dumb".
bool is_smart_terminal(std::FILE* stream);
// Of a terminal; 80 when it does not say.
std::size_t terminal_columns(std::FILE* stream);

}  // namespace deckle
