#include "io/terminal.hpp"

#include <unistd.h>

namespace deckle {

bool is_terminal(std::FILE* stream) { return isatty(fileno(stream)) == 1; }

}  // namespace deckle
