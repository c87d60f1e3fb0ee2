// Text in the form in which names are compared by file systems that ignore case and composition.
#pragma once
#include <string>
#include <string_view>

#include "host/host_table.hpp"

namespace deckle {

// ASCII at once; else by deckle.text/1: composed (NFC), then folded. The text itself where that is not available.
std::string folded(HostTable& host, std::string_view text);

}  // namespace deckle
