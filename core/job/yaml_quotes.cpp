#include "job/yaml_quotes.hpp"

#include <fmt/format.h>

namespace deckle {

std::string in_yaml_quotes(std::string_view text) {
  std::string made = "\"";
  for (const char c : text) {
    if (c == '"' || c == '\\') made.append("\\").append(1, c);
    else if (c == '\n') made += "\\n";
    else if (static_cast<unsigned char>(c) < 0x20) made += fmt::format("\\x{:02x}", static_cast<unsigned>(c));
    else made += c;
  }
  return made + "\"";
}

}  // namespace deckle
