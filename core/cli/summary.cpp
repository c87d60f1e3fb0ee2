#include "cli/summary.hpp"

#include <fmt/format.h>

#include "io/terminal.hpp"

namespace deckle {
namespace {

std::string summary_json(const RunSummary& summary) {
  std::string json = "{\"summary\":{";
  for (const SummaryCount& count : summary_counts())
    json += fmt::format("\"{}\":{},", count.name, summary.*count.value);
  return json + fmt::format("\"seconds\":{:.3f}}}}}", summary.seconds);
}

Diagnostic refusal(const RunSummary& summary) {
  const bool is_loss = summary.losses != 0;
  const std::uint64_t count = is_loss ? summary.losses : summary.warnings;
  return error("run.refused",
               fmt::format("there {} {} {}, which --fail-on does not allow", count == 1 ? "was" : "were", count,
                           is_loss ? (count == 1 ? "loss" : "losses") : (count == 1 ? "warning" : "warnings")));
}

}  // namespace

void add_run_arguments(Arguments& arguments, RunArguments& run) {
  add_workforce_arguments(arguments, run.workforce);
  arguments.choice("--fail-on", run.fail_on, {"warning", "loss"},
                   "Exit with 1 when there was a loss, or with `warning` also any warning");
  arguments.choice("--progress", run.progress, {"auto", "always", "never"},
                   "How far the run is: a line on a terminal, else one every 10 s; every second with `always`");
}

ProgressStyle progress_style(const Session& session, const RunArguments& run) {
  const CommonOptions& options = session.options();
  if (options.quiet || options.log_format != "text" || run.progress == "never") return ProgressStyle::none;
  // What is logged knows nothing of a line that is rewritten.
  if (is_smart_terminal(stderr) && !options.verbose) return ProgressStyle::live;
  if (run.progress == "always") return ProgressStyle::often;
  return is_terminal(stderr) ? ProgressStyle::none : ProgressStyle::lines;
}

void print_summary(const RunSummary& summary, Session& session, bool line) {
  Printer& printer = session.printer();
  printer.finish();
  if (summary.is_refused()) printer.print(refusal(summary));
  if (!line) return;
  if (printer.options().format == MessageFormat::json) fmt::print(stderr, "{}\n", summary_json(summary));
  else if (!session.options().quiet) fmt::print(stderr, "{}\n", summary_line(summary));
}

}  // namespace deckle
