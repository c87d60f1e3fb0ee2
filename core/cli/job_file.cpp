#include "cli/job_file.hpp"

#include <fmt/format.h>

#include "host/detect.hpp"

namespace deckle {
namespace {

// With a slash at its end; "" is the working directory.
std::string as_folder(std::string path) {
  if (!path.empty() && path.back() != '/') path += '/';
  return path;
}

}  // namespace

std::string job_path(const std::string& given) { return given.empty() ? "deckle.yaml" : given; }

std::unique_ptr<PlannedJob> open_job(Session& session, Files& files, const std::string& path,
                                     const std::string& output_folder) {
  Printer& printer = session.printer();
  Result<FileBytes> bytes = files.read(path);
  if (!bytes) {
    Diagnostic problem = bytes.problem();
    if (problem.code == "io.not-found")
      problem.hint = "name a job: deckle run JOB.yaml; to convert one file: deckle convert FILE";
    printer.print(problem);
    return nullptr;
  }
  JobResult read = read_job(path, std::string(bytes->view()), session.registry());
  printer.print(read.problems);
  if (!read.job) {
    // A name that nobody knows may be that of a plugin that was refused.
    printer.print(session.discovery().problems());
    return nullptr;
  }
  auto planned = std::make_unique<PlannedJob>(PlannedJob{std::move(*read.job), {}, {}});
  printer.print(planned->job.warnings);
  const std::size_t slash = path.rfind('/');
  planned->folders.job = slash == std::string::npos ? "" : path.substr(0, slash + 1);
  planned->folders.output = output_folder.empty() ? planned->folders.job : as_folder(output_folder);
  const auto reader_of = [&](const std::string& input) -> std::string {
    const Result<FileBytes> content = files.read(planned->folders.job + input);
    const std::string_view head = content ? content->view().substr(0, head_bytes) : std::string_view();
    const std::vector<Claim> claims = detect(session.registry(), head, input, {});
    return claims.empty() ? std::string() : claims.front().reader.manifest->name;
  };
  const auto listing = real_listing();
  planned->plan = make_plan(planned->job, planned->folders.job, *listing, reader_of);
  printer.print(planned->plan.problems);
  return planned->plan.has_errors() ? nullptr : std::move(planned);
}

}  // namespace deckle
