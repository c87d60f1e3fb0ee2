// deckle run [JOB]: the whole job.
#include <fmt/format.h>

#include "cli/code_meanings.hpp"
#include "cli/commands.hpp"
#include "cli/dry_run.hpp"
#include "cli/job_file.hpp"
#include "cli/job_reports.hpp"
#include "cli/job_state.hpp"
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
    "  deckle run --set outputs.web.options.toc=true --output web\n"
    "  deckle run --explain              and say what has changed\n";

constexpr const char* retry_examples = "  deckle retry book/job.yaml        as run --retry-failed\n";

WorkforceSettings workforce_settings(const Job& job) {
  WorkforceSettings settings;
  settings.isolation = job.isolation;
  settings.crew.sandbox_required = job.sandbox_required;
  settings.crew.workers = job.workers;
  if (job.limits.time_ms != 0) settings.crew.time = std::chrono::milliseconds(job.limits.time_ms);
  if (job.limits.memory_bytes != 0) settings.crew.limits.memory = job.limits.memory_bytes;
  return settings;
}

UseOfDetected use_of_detected(const PlannedJob& job) {
  return [&job](const Component& reader) -> Result<ComponentUse> {
    const Stage stage = job.job.reader_stage(reader);
    return ComponentUse{stage.component, stage.options};
  };
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
    if (applied && !dry_run) to.workforce.emplace(session, to.recipe, files, use_of_detected(opened), settings);
  });
  if (!to.planned || (!dry_run && !to.workforce)) return false;
  add_plan(to.recipe, to.planned->job, to.planned->plan, to.planned->folders);
  return true;
}

// Says of every document that is made why it is.
class Explainer : public RunObserver {
 public:
  void finished(const DocumentOutcome& outcome) override {
    if (!outcome.why.empty()) fmt::print("{}: {}\n", printable(outcome.input), printable(outcome.why));
  }
};

// The end of what was printed, with what it means.
int ended(Session& session, int exit_code) {
  session.printer().finish();
  return exit_code;
}

// All that the command line says.
struct RunWishes {
  JobArguments job;
  RunArguments run;
  StateArguments state;
  std::vector<std::string> reports;
  bool dry_run = false;
};

void add_wishes(Arguments& parser, RunWishes& wishes) {
  add_job_arguments(parser, wishes.job, true);
  parser.values("--report", wishes.reports, "DIR|FILE",
                "Also report here: .jsonl, .json, .html or .sarif; DIR/ has all four");
  add_run_arguments(parser, wishes.run);
  add_state_arguments(parser, wishes.state);
}

// `state` may be null.
int run_to_end(Session& session, Files& files, Started& started, const RunWishes& wishes, RunState* state) {
  const auto wanted = wanted_reports(session, files, *started.planned, started.recipe, wishes.reports);
  if (!wanted) return ended(session, 2);
  const ReportHead head = report_head(started.planned->job.path, started.recipe.documents.size());
  Reports reports(files, head, *wanted, meanings_of(session));
  reports.say(started.planned->job.warnings);
  reports.say(started.planned->plan.problems);
  Progress progress(stderr, progress_style(session, wishes.run), session.printer());
  Explainer explainer;
  RunSettings settings{fail_on_of(wishes.run.fail_on), reports.observers(), state};
  settings.observers.push_back(&progress);
  if (wishes.state.explain) settings.observers.push_back(&explainer);
  const RunSummary summary = deckle::run(started.recipe, started.workforce->crew(), files, session.printer(), settings);
  if (state != nullptr)
    for (const std::string& path : state->pruned()) fmt::print("{} (removed)\n", printable(path));
  session.printer().finish();
  session.printer().print(reports.finish());
  print_summary(summary, session);
  return summary.exit_code;
}

int run_job(Session& session, const RunWishes& wishes) {
  const auto files = real_files();
  Started started;
  if (!start(session, *files, wishes.job, wishes.run, wishes.dry_run, started)) return ended(session, 2);
  watch_signals();
  const OpenedState opened = open_state(session, *started.planned, wishes.job, wishes.state, wishes.dry_run);
  if (*interrupt_flag() != 0) return ended(session, interrupt_exit_code());
  if (opened.is_busy) return ended(session, 2);
  RunState* const state = opened.state.get();
  if (state != nullptr) state->begin(started.recipe, session.registry(), use_of_detected(*started.planned));
  if (!wishes.dry_run) return run_to_end(session, *files, started, wishes, state);
  print_plan(started.recipe, *files, state, session.printer());
  return ended(session, 0);
}

}  // namespace

int run_command(int count, char** arguments) {
  CommonOptions common;
  RunWishes wishes;
  Arguments parser("run", "Runs a job: reads its inputs, transforms them, writes its outputs.", examples);
  parser.flag("-n,--dry-run", wishes.dry_run, "Print what would be written; write nothing");
  add_wishes(parser, wishes);
  add_common(parser, common);
  if (const auto exit_code = parser.parse(count, arguments)) return *exit_code;
  Session session(common);
  return run_job(session, wishes);
}

int retry_command(int count, char** arguments) {
  CommonOptions common;
  RunWishes wishes;
  Arguments parser("retry", "Runs a job, and tries again what failed though nothing has changed.", retry_examples);
  add_wishes(parser, wishes);
  add_common(parser, common);
  if (const auto exit_code = parser.parse(count, arguments)) return *exit_code;
  wishes.state.retry_failed = true;
  Session session(common);
  return run_job(session, wishes);
}

}  // namespace deckle
