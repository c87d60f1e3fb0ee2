#include "cli/commands.hpp"

namespace deckle {

std::span<const Command> commands() {
  static constexpr Command all[] = {
      {"run", "run a job over all its documents", run_command},
      {"retry", "run a job, and try again what failed though nothing has changed", retry_command},
      {"convert", "convert one document, a folder of them, or several joined", convert_command},
      {"init", "write a commented job to begin with", init_command},
      {"check", "check a job and say what is wrong with it, without running it", check_command},
      {"plugins", "list what can be read, changed and written; show options; say why a plugin was not taken",
       plugins_command},
      {"plugin", "write a plugin of one's own to begin with", plugin_command},
      {"probe", "say which format a file has, and why", probe_command},
      {"dump", "show a document as Deckle sees it", dump_command},
      {"report", "say what the last run of a job was like: what failed, was lost, took long", report_command},
      {"explain", "show a job put together, with the origin of every value; or explain a diagnostic code",
       explain_command},
      {"doctor", "say what this machine offers to a run, and what is amiss", doctor_command},
      {"schema", "write a JSON Schema of jobs, by which editors complete and check them", schema_command},
      {"man", "write the manual: the commands and the language of jobs", man_command},
      {"worker", "convert documents for a program that embeds Deckle", worker_command},
      {"completion", "write what makes a shell complete the arguments of deckle", completion_command},
  };
  return all;
}

}  // namespace deckle
