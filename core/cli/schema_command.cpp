// deckle schema: the JSON Schema of jobs, for editors.
#include "cli/commands.hpp"
#include "cli/session.hpp"
#include "io/files.hpp"
#include "job/job_schema.hpp"

namespace deckle {
namespace {

constexpr const char* examples =
    "  deckle schema -o job.schema.json            of jobs with the plugins that are installed\n"
    "  deckle schema --base -o base.schema.json    of bases, which need not be whole\n"
    "\nAn editor with a YAML language server completes and checks a job that begins with this line:\n"
    "  # yaml-language-server: $schema=./job.schema.json\n";

Result<void> write(Files& files, const std::string& to, const std::string& text) {
  std::unique_ptr<StagedOutput> output;
  if (to == "-") {
    output = files.standard_output();
  } else {
    Result<std::unique_ptr<StagedOutput>> staged = files.stage(to);
    if (!staged) return staged.problem();
    output = std::move(*staged);
  }
  if (Result<void> done = output->write(text); !done) return done;
  if (Result<void> done = output->finish(); !done) return done;
  return output->commit();
}

}  // namespace

int schema_command(int count, char** arguments) {
  CommonOptions common;
  std::string output = "-";
  bool base = false;
  Arguments parser("schema", "Writes a JSON Schema (2020-12) of jobs, with the options of all plugins found.",
                   examples);
  parser.value("-o,--output", output, "OUT", "Where to; - or nothing: standard output");
  parser.flag("--base", base, "Of bases: no key is required");
  add_common(parser, common);
  if (const auto exit_code = parser.parse(count, arguments)) return *exit_code;

  if (output.empty()) return usage_error("schema", "a file name is empty");
  Session session(common);
  const std::string schema = job_schema(session.registry(), base ? SchemaOf::base : SchemaOf::job);
  const Result<void> written = write(*real_files(), output, schema);
  if (!written) session.printer().print(written.problem());
  session.printer().finish();
  return written ? 0 : 1;
}

}  // namespace deckle
