// What commands that run many documents take and say: how far they are, and at the end what was done.
#pragma once
#include "cli/workforce.hpp"
#include "engine/progress.hpp"
#include "engine/run.hpp"

namespace deckle {

struct RunArguments {
  std::string fail_on, progress = "auto";
  WorkforceArguments workforce;
};
void add_run_arguments(Arguments& arguments, RunArguments& run);

// On a terminal unless it is a dumb one; never when the user wants quiet or JSON.
ProgressStyle progress_style(const Session& session, const RunArguments& run);

// The last diagnostics, and with `line` one more: what was done.
void print_summary(const RunSummary& summary, Session& session, bool line = true);

}  // namespace deckle
