// The YAML that most front matter is: lines "key: words", and lists of words. yaml-cpp takes a thousand instructions
// for each of its letters, more than the rest of a small document needs; here it is found out from the text itself.
#pragma once
#include <yaml-cpp/eventhandler.h>

#include <string_view>

namespace deckle {

// Says what yaml-cpp would say of the whole text. False: it is not so plain, and nothing was said. `text`: UTF-8
// without a byte order mark.
bool read_plain_yaml(std::string_view text, YAML::EventHandler& to);

}  // namespace deckle
