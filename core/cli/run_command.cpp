// deckle run [JOB]: the whole job.
#include <fmt/format.h>

#include "cli/commands.hpp"
#include "cli/job_file.hpp"
#include "cli/summary.hpp"
#include "diagnostics/printable.hpp"
#include "engine/interrupt.hpp"
#include "engine/run.hpp"

namespace deckle {
namespace {

constexpr const char* examples =
    "  deckle run                        the job deckle.yaml of this folder\n"
    "  deckle run book/job.yaml          paths in a job are relative to the job\n"
    "  deckle run --dry-run job.yaml     what would be written; writes nothing\n"
    "  deckle run -o out job.yaml        puts the outputs below out/ instead\n"
    "  deckle run --profile print        with the job's profile `print` laid over it\n"
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

}  // namespace

int run_command(int count, char** arguments) {
  CommonOptions common;
  JobArguments job;
  RunArguments said;
  bool dry_run = false;
  Arguments parser("run", "Runs a job: reads its inputs, transforms them, writes its outputs.", examples);
  add_job_arguments(parser, job, true);
  parser.flag("-n,--dry-run", dry_run, "Print what would be written; write nothing");
  add_run_arguments(parser, said);
  add_common(parser, common);
  if (const auto exit_code = parser.parse(count, arguments)) return *exit_code;

  Session session(common);
  const auto files = real_files();
  const auto planned = open_job(session, *files, job);
  if (!planned) {
    session.printer().finish();
    return 2;
  }
  Recipe recipe = recipe_of(planned->job, planned->plan, planned->folders);
  if (dry_run) {
    print_plan(recipe, *files);
    session.printer().finish();
    return 0;
  }
  watch_signals();
  Progress progress(stderr, progress_style(session, said), session.printer());
  const auto use_of_detected = [&planned](const Component& reader) -> Result<ComponentUse> {
    const Stage stage = planned->job.reader_stage(reader);
    return ComponentUse{stage.component, stage.options};
  };
  Workshop workshop(recipe, session.registry(), session.host(), session.loader(), *files, use_of_detected);
  LocalCrew crew(workshop);
  const RunSummary summary = run(recipe, crew, *files, session.printer(), {fail_on_of(said.fail_on), {&progress}});
  print_summary(summary, session);
  return summary.exit_code();
}

}  // namespace deckle
