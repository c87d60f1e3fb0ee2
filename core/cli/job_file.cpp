#include "cli/job_file.hpp"

#include <fmt/format.h>

#include "cli/locked.hpp"
#include "host/detect.hpp"
#include "host/fold.hpp"
#include "io/paths.hpp"

namespace deckle {
namespace {

// With a slash at its end; "" is the working directory.
std::string as_folder(std::string path) {
  if (!path.empty() && path.back() != '/') path += '/';
  return path;
}

// "a,b" and "c" are a, b and c.
std::vector<std::string> words(const std::vector<std::string>& lists) {
  std::vector<std::string> all;
  for (const std::string& list : lists)
    for (std::size_t at = 0; at <= list.size();) {
      const std::size_t end = std::min(list.find(',', at), list.size());
      if (end > at) all.push_back(list.substr(at, end - at));
      at = end + 1;
    }
  return all;
}

// The job as the command line wants it. Nothing when it cannot be run; then all that is wrong has been printed.
std::optional<Job> wanted_job(Session& session, Files& files, ComposedJob composed, const JobArguments& arguments) {
  Printer& printer = session.printer();
  LockResult held = arguments.locked ? check_lock(session, files, arguments.file()) : LockResult();
  printer.print(held.problems);
  if (!held.problems.empty()) return std::nullopt;
  JobResult read = read_job(std::move(composed), session.registry(), files);
  if (read.job && !arguments.outputs.empty()) {
    if (Result<void> kept = read.job->keep_outputs(words(arguments.outputs)); !kept) {
      read.problems.push_back(kept.problem());
      read.job.reset();
    }
  }
  printer.print(read.problems);
  // A name that nobody knows may be that of a plugin that was refused.
  if (!read.job) printer.print(session.discovery().problems());
  if (read.job && held.lock) held.problems = unpinned(*held.lock, plugin_uses(*read.job, session.registry()));
  printer.print(held.problems);
  return held.problems.empty() ? std::move(read.job) : std::nullopt;
}

}  // namespace

void add_job_layers(Arguments& arguments, JobArguments& job) {
  arguments.values("-p,--profile", job.profiles, "NAME,...", "Lay these profiles of the job over it");
  arguments.values("--set", job.settings, "PATH=VALUE", "Set a value of the job: outputs.web.options.toc=true");
  arguments.values("--var", job.variables, "NAME=VALUE", "Set a variable, which the job names as ${NAME}");
}

void add_job_arguments(Arguments& arguments, JobArguments& job, bool runs) {
  arguments.operand("JOB", job.path, "The job, a YAML file (deckle.yaml)");
  add_job_layers(arguments, job);
  if (!runs) return;
  arguments.values("--output", job.outputs, "NAME,...", "Make only these outputs of the job");
  arguments.value("-o,--output-dir", job.output_folder, "DIR", "Where output paths begin (the job's folder)");
}

ComposedJob compose(Session& session, Files& files, const JobArguments& job) {
  ComposedJob composed = compose_job(files, {job.file(), words(job.profiles), job.settings, job.variables});
  for (Diagnostic& problem : composed.problems)
    if (problem.code == "io.not-found" && problem.where.file.empty())
      problem.hint = "name a job: deckle run JOB.yaml; to convert one file: deckle convert FILE";
  session.add_job_plugins(plugin_folders(composed));
  return composed;
}

std::unique_ptr<PlannedJob> open_job(Session& session, Files& files, const JobArguments& arguments) {
  return open_job(session, files, compose(session, files, arguments), arguments);
}

std::unique_ptr<PlannedJob> open_job(Session& session, Files& files, ComposedJob composed,
                                     const JobArguments& arguments) {
  Printer& printer = session.printer();
  const std::string job_folder = folder_of_file(composed.path);
  std::optional<Job> job = wanted_job(session, files, std::move(composed), arguments);
  if (!job) return nullptr;
  auto planned = std::make_unique<PlannedJob>(PlannedJob{std::move(*job), {}, {}});
  if (arguments.warns) printer.print(planned->job.warnings);
  planned->folders.job = job_folder;
  planned->folders.output = arguments.output_folder.empty() ? job_folder : as_folder(arguments.output_folder);
  const auto reader_of = [&](const std::string& input) -> std::string {
    const Result<FileBytes> content = files.read(planned->folders.job + input);
    const std::string_view head = content ? content->view().substr(0, head_bytes) : std::string_view();
    const std::vector<Claim> claims = detect(session.registry(), head, input, {});
    return claims.empty() ? std::string() : claims.front().reader.manifest->name;
  };
  const auto listing = real_listing();
  const auto fold = [&](std::string_view name) { return folded(session.host(), name); };
  planned->plan =
      make_plan(planned->job, {planned->folders.job, planned->folders.output, *listing, files, reader_of, fold});
  if (arguments.warns || planned->plan.has_errors()) printer.print(planned->plan.problems);
  return planned->plan.has_errors() ? nullptr : std::move(planned);
}

}  // namespace deckle
