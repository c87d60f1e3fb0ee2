#include "cli/summary.hpp"

#include <fmt/format.h>

#include "io/terminal.hpp"

namespace deckle {

bool wants_progress(const Session& session) {
  return !session.options().quiet && session.options().log_format == "text" && is_terminal(stderr);
}

void print_summary(const RunSummary& summary, Session& session) {
  Printer& printer = session.printer();
  printer.finish();
  if (printer.options().format == MessageFormat::json)
    fmt::print(
        stderr,
        R"({{"summary":{{"documents":{},"outputs":{},"failed":{},"skipped":{},"warnings":{},"seconds":{:.3f}}}}})"
        "\n",
        summary.documents, summary.outputs, summary.failed, summary.skipped, printer.count(Severity::warning),
        summary.seconds);
  else if (!session.options().quiet) fmt::print(stderr, "{}\n", summary_line(summary, printer));
}

}  // namespace deckle
