// What commands that run many documents say while they do, and at the end.
#pragma once
#include "cli/session.hpp"
#include "engine/run.hpp"

namespace deckle {

// On a terminal, unless the user wants quiet or JSON.
bool wants_progress(const Session& session);

// The last diagnostics, and one line: what was done.
void print_summary(const RunSummary& summary, Session& session);

}  // namespace deckle
