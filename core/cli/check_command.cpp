// deckle check [JOB]: everything that is wrong with a job, without running it.
#include <fmt/format.h>

#include "cli/commands.hpp"
#include "cli/job_file.hpp"

namespace deckle {

int check_command(int count, char** arguments) {
  CommonOptions common;
  std::string job;
  Arguments parser("check", "Checks a job: names, options, paths, inputs. Nothing is written.",
                   "  deckle check job.yaml\n  deckle check --log-format json job.yaml   for an editor\n");
  parser.operand("JOB", job, "The job, a YAML file (deckle.yaml)");
  add_common(parser, common);
  if (const auto exit_code = parser.parse(count, arguments)) return *exit_code;

  Session session(common);
  const auto files = real_files();
  const auto planned = open_job(session, *files, job_path(job), "");
  session.printer().finish();
  if (!planned) return 2;
  if (!common.quiet)
    fmt::print(stderr, "{}: good; {} documents, {} outputs each\n", planned->job.name, planned->plan.documents.size(),
               planned->job.outputs.size());
  return 0;
}

}  // namespace deckle
