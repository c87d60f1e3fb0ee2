// Text as YAML writes it where it could mean something else: in double quotes, on one line.
#pragma once
#include <string>
#include <string_view>

namespace deckle {

// `text` is UTF-8; what is read back is the same.
std::string in_yaml_quotes(std::string_view text);

}  // namespace deckle
