// What is to be said about a process that ran plugins and ended before its work was done.
#pragma once
#include <string>
#include <string_view>

#include "diagnostics/diagnostic.hpp"

namespace deckle {

// Whether the process of a pidfd is no more, or ends at this moment: it has closed its channel.
bool has_ended(int handle);

// It did not end, and had to be ended since it sent what no worker sends. `last_at_work`: as of WorkNotes.
Diagnostic how_it_broke_in(std::string_view last_at_work);

// `last_message`: the last that it sent, perhaps its last words. `status`: as of waitpid(). `who` was at work: "the
// reader markdown"; `when`: the end of the sentence, or nothing.
Diagnostic how_it_ended(std::string_view last_message, int status, std::string_view who, std::string_view when = {});

}  // namespace deckle
