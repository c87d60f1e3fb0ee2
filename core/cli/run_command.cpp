// deckle run [JOB]: the whole job.
#include <fmt/format.h>

#include "cli/code_meanings.hpp"
#include "cli/commands.hpp"
#include "cli/dry_run.hpp"
#include "cli/job_file.hpp"
#include "cli/job_reports.hpp"
#include "cli/job_state.hpp"
#include "cli/locked.hpp"
#include "cli/summary.hpp"
#include "cli/workforce.hpp"
#include "diagnostics/counted.hpp"
#include "diagnostics/printable.hpp"
#include "engine/interrupt.hpp"
#include "engine/run.hpp"
#include "io/comparing_files.hpp"
#include "io/paths.hpp"
#include "process/verify.hpp"
#include "process/watch.hpp"
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
  apply(job.limits, settings);
  return settings;
}

UseOfDetected use_of_detected(const PlannedJob& job) {
  return [&job](const Component& reader) -> Result<ComponentUse> {
    const Stage stage = job.job.reader_stage(reader);
    return ComponentUse{stage.component, stage.options};
  };
}

// A job with those who will do it.
struct Started {
  std::unique_ptr<PlannedJob> planned;
  Recipe recipe;
  std::optional<Workforce> workforce;  // not for a dry run
};

// A joined output wants all documents.
Result<void> check_shard(const Recipe& recipe, const Shard& shard) {
  for (const OutputRecipe& output : recipe.outputs)
    if (!shard.is_all() && output.joined)
      return error("run.shard", fmt::format("'{}' joins all documents, and --shard makes a share of them", output.name),
                   "name the other outputs with --output, and make this one without --shard");
  return {};
}

// False: what is wrong has been printed.
bool start(Session& session, Files& files, const JobArguments& job, const RunArguments& said, const Shard& shard,
           bool dry_run, Started& to) {
  to.planned = open_job(session, files, job);
  if (!to.planned) return false;
  WorkforceSettings settings = workforce_settings(to.planned->job);
  if (const Result<void> applied = apply(said.workforce, settings); !applied) {
    session.printer().print(applied.problem());
    return false;
  }
  to.recipe = recipe_of(to.planned->job, to.planned->folders);
  if (!dry_run) to.workforce.emplace(session, to.recipe, files, use_of_detected(*to.planned), settings);
  add_plan(to.recipe, to.planned->job, to.planned->plan, to.planned->folders, shard);
  const Result<void> good = check_shard(to.recipe, shard);
  if (!good) session.printer().print(good.problem());
  return static_cast<bool>(good);
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
  std::string shard;
  bool dry_run = false, compare = false, verify = false, watch = false;
};

// Of one run among those that follow changes.
struct WatchedRun {
  Descriptor watcher;  // to be told what the run reads; none: nobody watches
  bool is_first = true;
};

// Everything that a run reads, and what it writes each time.
Watched watched_by(Session& session, const Started& started, const RunWishes& wishes) {
  Watched watched;
  const PlannedJob& planned = *started.planned;
  const auto from_job = [&](const std::string& path) { return absolute_path(path_from(planned.folders.job, path)); };
  watched.trees.insert(absolute_path(planned.folders.job.empty() ? "." : planned.folders.job));
  for (const DocumentTask& task : started.recipe.documents)
    watched.trees.insert(absolute_path(task.places.around->root));
  for (const std::string& folder : planned.job.resource_folders) watched.trees.insert(from_job(folder));
  for (std::uint16_t k = 0; k < planned.job.sources->count(); ++k)
    watched.folders.insert(folder_of(absolute_path(planned.job.sources->at(k).places.file())));
  for (const auto& plugin : session.registry().plugins())
    watched.folders.insert(folder_of(plugin->library.string()));
  for (const std::string& report : wishes.reports) watched.ignored.insert(absolute_path(report));
  if (!wishes.state.folder.empty()) watched.ignored.insert(absolute_path(wishes.state.folder));
  return watched;
}

void add_wishes(Arguments& parser, RunWishes& wishes) {
  add_job_arguments(parser, wishes.job, true);
  add_locked(parser, wishes.job.locked);
  parser.values("--report", wishes.reports, "DIR|FILE",
                "Also report here: .jsonl, .json, .html or .sarif; DIR/ has all four");
  parser.value("--shard", wishes.shard, "I/N", "Make the I-th of N shares of the inputs: for many machines");
  add_run_arguments(parser, wishes.run);
  add_state_arguments(parser, wishes.state);
}

// `state` may be null.
int run_to_end(Session& session, Files& files, Started& started, const RunWishes& wishes, RunState* state,
               bool tells_nothing) {
  const auto wanted =
      wanted_reports(session, files, *started.planned, started.recipe, wishes.reports, wishes.state.shard);
  if (!wanted) return ended(session, 2);
  const ReportHead head = report_head(started.planned->job.path, started.recipe.documents.size());
  Reports reports(files, head, *wanted, meanings_of(session), state != nullptr ? state->staging_notes() : nullptr);
  reports.say(started.planned->job.warnings);
  reports.say(started.planned->plan.problems);
  Progress progress(stderr, progress_style(session, wishes.run), session.printer());
  Explainer explainer;
  RunSettings settings{fail_on_of(wishes.run.fail_on), reports.observers(), state};
  settings.observers.push_back(&progress);
  Crew& crew = started.workforce->crew();
  crew.while_waiting([&] { progress.look(); });
  if (wishes.state.explain) settings.observers.push_back(&explainer);
  const RunSummary summary = deckle::run(started.recipe, crew, files, session.printer(), settings);
  if (state != nullptr)
    for (const std::string& path : state->pruned()) fmt::print("{} (removed)\n", printable(path));
  session.printer().finish();
  session.printer().print(reports.finish());
  const bool did_nothing = summary.documents == 0 && summary.outputs == 0 && summary.failed == 0 && summary.copied == 0;
  print_summary(summary, session, !(tells_nothing && did_nothing));
  return summary.exit_code;
}

// Makes everything again, and compares it with the outputs that are there.
int compare(Session& session, Files& files, Started& started, const RunWishes& wishes) {
  ComparingFiles comparing(files);
  for (OutputRecipe& output : started.recipe.outputs) output.on_exists = OnExists::replace;
  Progress progress(stderr, progress_style(session, wishes.run), session.printer());
  const RunSummary summary = deckle::run(started.recipe, started.workforce->crew(), comparing, session.printer(),
                                         {fail_on_of(wishes.run.fail_on), {&progress}, nullptr});
  print_summary(summary, session, summary.exit_code > 1);
  if (!session.options().quiet)
    fmt::print(
        stderr, "{} compared, {}\n", counted(comparing.compared(), "file"),
        comparing.differing() == 0 ? "all as they are" : fmt::format("{} not as they are", comparing.differing()));
  return summary.exit_code;
}

int run_job(Session& session, const RunWishes& wishes, const WatchedRun& watched = {}) {
  const auto files = real_files();
  Started started;
  if (!start(session, *files, wishes.job, wishes.run, wishes.state.shard, wishes.dry_run, started)) {
    const std::string job = absolute_path(wishes.job.path.empty() ? "deckle.yaml" : wishes.job.path);
    tell_watcher(watched.watcher, {{}, {folder_of(job)}, {}});
    return ended(session, 2);
  }
  if (watched.watcher) tell_watcher(watched.watcher, watched_by(session, started, wishes));
  watch_signals();
  if (wishes.compare) return compare(session, *files, started, wishes);
  const OpenedState opened = open_state(session, *started.planned, wishes.job, wishes.state, wishes.dry_run);
  if (*interrupt_flag() != 0) return ended(session, interrupt_exit_code());
  if (opened.is_busy) return ended(session, 2);
  RunState* const state = opened.state.get();
  if (state != nullptr) state->begin(started.recipe, session.registry(), use_of_detected(*started.planned));
  if (!wishes.dry_run) return run_to_end(session, *files, started, wishes, state, !watched.is_first);
  print_plan(started.recipe, *files, state, session.printer());
  return ended(session, 0);
}

bool read_shard(RunWishes& wishes) {
  const Result<Shard> shard = wishes.shard.empty() ? Shard{} : parse_shard(wishes.shard);
  if (shard) wishes.state.shard = *shard;
  else usage_error("run", shard.problem().message);
  return static_cast<bool>(shard);
}

}  // namespace

int run_command(int count, char** arguments) {
  CommonOptions common;
  RunWishes wishes;
  Arguments parser("run", "Runs a job: reads its inputs, transforms them, writes its outputs.", examples);
  parser.flag("-n,--dry-run", wishes.dry_run, "Print what would be written; write nothing");
  parser.flag("-w,--watch", wishes.watch, "Run again whenever something that was read has changed, until Ctrl-C");
  parser.flag("--verify", wishes.verify, "Make everything a second time in another process: are the bytes the same?");
  parser.flag("--compare", wishes.compare, "Write nothing; make everything and compare it with what is there");
  add_wishes(parser, wishes);
  add_common(parser, common);
  if (const auto exit_code = parser.parse(count, arguments)) return *exit_code;
  if (!read_shard(wishes)) return 2;
  if (wishes.watch)
    return watch([&](Descriptor watcher, bool is_first) {
      wishes.job.warns = is_first;
      Session session(common);
      return run_job(session, wishes, {std::move(watcher), is_first});
    });
  Session session(common);
  const int exit_code = run_job(session, wishes);
  return wishes.verify && exit_code < 2 ? std::max(exit_code, verify(count, arguments)) : exit_code;
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
