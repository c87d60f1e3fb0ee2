#include "io/terminal.hpp"

#include <sys/ioctl.h>
#include <unistd.h>

#include <cstdlib>
#include <string_view>

namespace deckle {

bool is_terminal(std::FILE* stream) { return isatty(fileno(stream)) == 1; }

bool is_smart_terminal(std::FILE* stream) {
  const char* const name = std::getenv("TERM");
  return is_terminal(stream) && (name == nullptr || std::string_view(name) != "dumb");
}

std::size_t terminal_columns(std::FILE* stream) {
  struct winsize size {};
  return ioctl(fileno(stream), TIOCGWINSZ, &size) == 0 && size.ws_col != 0 ? size.ws_col : 80;
}

}  // namespace deckle
