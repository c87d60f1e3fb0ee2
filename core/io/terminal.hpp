// Is somebody looking?
#pragma once
#include <cstdio>

namespace deckle {

bool is_terminal(std::FILE* stream);

}  // namespace deckle
