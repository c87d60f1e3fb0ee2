// deckle run [JOB]: the whole job.
#include <fmt/format.h>

#include "cli/code_meanings.hpp"
#include "cli/commands.hpp"
#include "cli/job_reports.hpp"
#include "cli/summary.hpp"
#include "cli/workforce.hpp"
#include "diagnostics/printable.hpp"
#include "engine/interrupt.hpp"
#include "engine/run.hpp"
#include "report/reports.hpp"

namespace deckle {
namespace {

constexpr const char* examples =
    "  deckle run                        the job deckle.yaml of this folder\n"
    "  deckle run book/job.yaml          paths in a job are relative to the job\n"
    "  deckle run --dry-run job.yaml     what would be written; writes nothing\n"
    "  deckle run -o out job.yaml        puts the outputs below out/ instead\n"
    "  deckle run --profile print        with the job's profile `print` laid over it\n"
    "  deckle run --report reports/      with a page, JSON and SARIF of what happened in reports/\n"
    "  deckle run --set outputs.web.options.toc=true --output web\n";

// "html", "html: is there and stays".
std::string what_is_done(const OutputRecipe& output, const std::string& path, const Files& files) {
  const std::string name = printable(output.exporter.component.manifest->name);
  if (output.on_exists == OnExists::replace || !files.same_file(path, path)) return name;
  return name + (output.on_exists == OnExists::skip ? ": is there and stays" : ": is there, which is a failure");
}

void print_plan(const Recipe& recipe, const Files& files) {
  for (const DocumentTask& task : recipe.documents)
    for (std::size_t i = 0; i < recipe.outputs.size(); ++i)
      if (!recipe.outputs[i].joined)
        fmt::print("{} -> {} ({})\n", printable(task.places.input), printable(task.places.outputs[i]),
                   what_is_done(recipe.outputs[i], task.places.outputs[i], files));
  for (const OutputRecipe& output : recipe.outputs)
    if (output.joined)
      fmt::print("{} documents -> {} ({})\n", recipe.documents.size(), printable(output.joined->path),
                 what_is_done(output, output.joined->path, files) + ", joined");
  for (const CopyTask& copy : recipe.copies)
    fmt::print("{} -> {} (copied)\n", printable(copy.from), printable(copy.to));
}

WorkforceSettings workforce_settings(const Job& job) {
  WorkforceSettings settings;
  settings.isolation = job.isolation;
  settings.crew.sandbox_required = job.sandbox_required;
  settings.crew.workers = job.workers;
  if (job.limits.time_ms != 0) settings.crew.time = std::chrono::milliseconds(job.limits.time_ms);
  if (job.limits.memory_bytes != 0) settings.crew.limits.memory = job.limits.memory_bytes;
  return settings;
}

// A job with those who will do it: they are there before the plan, while this process is small.
struct Started {
  std::unique_ptr<PlannedJob> planned;
  Recipe recipe;
  std::optional<Workforce> workforce;  // not for a dry run
};

// False: what is wrong has been printed.
bool start(Session& session, Files& files, const JobArguments& job, const RunArguments& said, bool dry_run,
           Started& to) {
  to.planned = open_job(session, files, job, [&](const PlannedJob& opened) {
    to.recipe = recipe_of(opened.job, opened.folders);
    WorkforceSettings settings = workforce_settings(opened.job);
    const Result<void> applied = apply(said.workforce, settings);
    if (!applied) session.printer().print(applied.problem());
    const auto use_of_detected = [&opened](const Component& reader) -> Result<ComponentUse> {
      const Stage stage = opened.job.reader_stage(reader);
      return ComponentUse{stage.component, stage.options};
    };
    if (applied && !dry_run) to.workforce.emplace(session, to.recipe, files, use_of_detected, settings);
  });
  if (!to.planned || (!dry_run && !to.workforce)) return false;
  add_plan(to.recipe, to.planned->job, to.planned->plan, to.planned->folders);
  return true;
}

int run_job(Session& session, Files& files, Started& started, const RunArguments& said,
            const std::vector<std::string>& asked) {
  const auto wanted = wanted_reports(session, files, *started.planned, started.recipe, asked);
  if (!wanted) return 2;
  watch_signals();
  const ReportHead head = report_head(started.planned->job.path, started.recipe.documents.size());
  Reports reports(files, head, *wanted, meanings_of(session));
  reports.say(started.planned->job.warnings);
  reports.say(started.planned->plan.problems);
  Progress progress(stderr, progress_style(session, said), session.printer());
  RunSettings settings{fail_on_of(said.fail_on), reports.observers()};
  settings.observers.push_back(&progress);
  const RunSummary summary = run(started.recipe, started.workforce->crew(), files, session.printer(), settings);
  session.printer().finish();
  session.printer().print(reports.finish());
  print_summary(summary, session);
  return summary.exit_code;
}

}  // namespace

int run_command(int count, char** arguments) {
  CommonOptions common;
  JobArguments job;
  RunArguments said;
  std::vector<std::string> reports;
  bool dry_run = false;
  Arguments parser("run", "Runs a job: reads its inputs, transforms them, writes its outputs.", examples);
  add_job_arguments(parser, job, true);
  parser.flag("-n,--dry-run", dry_run, "Print what would be written; write nothing");
  parser.values("--report", reports, "DIR|FILE", "Also report here: .jsonl, .json, .html or .sarif; DIR/ has all four");
  add_run_arguments(parser, said);
  add_common(parser, common);
  if (const auto exit_code = parser.parse(count, arguments)) return *exit_code;

  Session session(common);
  const auto files = real_files();
  Started started;
  const bool is_good = start(session, *files, job, said, dry_run, started);
  if (is_good && dry_run) print_plan(started.recipe, *files);
  if (!is_good || dry_run) {
    session.printer().finish();
    return is_good ? 0 : 2;
  }
  return run_job(session, *files, started, said, reports);
}

}  // namespace deckle
