// The manual's pages of the commands, made of what they declare for --help.
#pragma once
#include "cli/commands.hpp"
#include "cli/manual_page.hpp"

namespace deckle {

ManualPage program_page();
ManualPage command_page(const Command& command);

}  // namespace deckle
