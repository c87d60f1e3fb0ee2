// What is to be said about a process that ran plugins and ended before its work was done.
#pragma once
#include <string>
#include <string_view>

#include "diagnostics/diagnostic.hpp"

namespace deckle {

// `last_message`: the last that it sent, perhaps its last words. `status`: as of waitpid(). `who` was at work: "the
// reader markdown"; `when`: the end of the sentence, or nothing.
Diagnostic how_it_ended(std::string_view last_message, int status, std::string_view who, std::string_view when = {});

}  // namespace deckle
