// The commands of the program. Each is a function in a file of its own; nothing of a command is set up before it runs.
#pragma once
#include <span>
#include <string_view>

namespace deckle {

struct Command {
  std::string_view name, summary;
  int (*run)(int count, char** arguments);  // arguments[0] is the command's name
};

std::span<const Command> commands();

int run_command(int count, char** arguments);
int retry_command(int count, char** arguments);
int convert_command(int count, char** arguments);
int init_command(int count, char** arguments);
int check_command(int count, char** arguments);
int plugins_command(int count, char** arguments);
int plugin_command(int count, char** arguments);
int probe_command(int count, char** arguments);
int dump_command(int count, char** arguments);
int report_command(int count, char** arguments);
int doctor_command(int count, char** arguments);
int explain_command(int count, char** arguments);
int schema_command(int count, char** arguments);
int man_command(int count, char** arguments);
int completion_command(int count, char** arguments);
int worker_command(int count, char** arguments);

}  // namespace deckle
