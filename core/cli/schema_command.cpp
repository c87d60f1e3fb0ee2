// deckle schema: the JSON Schema of jobs, for editors.
#include "cli/commands.hpp"
#include "cli/text_output.hpp"
#include "job/job_schema.hpp"
#include "report/digest_json.hpp"

namespace deckle {
namespace {

constexpr const char* examples =
    "  deckle schema -o job.schema.json            of jobs with the plugins that are installed\n"
    "  deckle schema --base -o base.schema.json    of bases, which need not be whole\n"
    "  deckle schema --report                      of report.json, for programs that read it\n"
    "\nAn editor with a YAML language server completes and checks a job that begins with this line:\n"
    "  # yaml-language-server: $schema=./job.schema.json\n";

}  // namespace

int schema_command(int count, char** arguments) {
  CommonOptions common;
  std::string output = "-";
  bool base = false, report = false;
  Arguments parser("schema", "Writes a JSON Schema (2020-12) of jobs, with the options of all plugins found.",
                   examples);
  parser.value("-o,--output", output, "OUT", "Where to; - or nothing: standard output");
  parser.flag("--base", base, "Of bases: no key is required");
  parser.flag("--report", report, "Of the report of a run, report.json");
  add_common(parser, common);
  if (const auto exit_code = parser.parse(count, arguments)) return *exit_code;

  if (output.empty()) return usage_error("schema", "a file name is empty");
  Session session(common);
  if (report) return write_text(session, output, report_schema());
  return write_text(session, output, job_schema(session.registry(), base ? SchemaOf::base : SchemaOf::job));
}

}  // namespace deckle
