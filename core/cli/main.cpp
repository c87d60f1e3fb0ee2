// deckle COMMAND ...: finds the command and leaves the rest to it.
#include <cstdio>
#include <exception>
#include <new>
#include <string>

#include "cli/arguments.hpp"
#include "cli/commands.hpp"
#include "diagnostics/nearest.hpp"
#include "engine/interrupt.hpp"

namespace {

void print_help() {
  std::fputs(
      "Deckle converts documents: readers, transforms and exporters are plugins, wired by a YAML job.\n\n"
      "Usage: deckle COMMAND [ARGUMENTS]\n\nCommands:\n",
      stdout);
  for (const deckle::Command& command : deckle::commands())
    std::printf("  %-12.*s%.*s\n", static_cast<int>(command.name.size()), command.name.data(),
                static_cast<int>(command.summary.size()), command.summary.data());
  std::fputs(
      "\nExamples:\n"
      "  deckle convert notes.md -o notes.html -s     one document, a page of its own\n"
      "  deckle convert notes.md -t json | less       to standard output\n"
      "  deckle run book.yaml                         a whole folder, as the job says\n"
      "  deckle plugins show html                     the options of a format\n\n"
      "`deckle COMMAND --help` explains a command. Exit codes: 0 done, 1 a document failed, 2 a wrong job or\n"
      "argument, 3 a plugin could not be loaded.\n",
      stdout);
}

int unknown_command(const std::string& name) {
  deckle::Nearest nearest(name);
  for (const deckle::Command& command : deckle::commands()) nearest.offer(command.name);
  const std::string near = deckle::did_you_mean(nearest.best());
  return deckle::usage_error("", "there is no command \"" + name + "\"" + (near.empty() ? "" : "; " + near));
}

int dispatch(int count, char** arguments) {
  const std::string name = count > 1 ? arguments[1] : "";
  if (name == "--version" || name == "-V") return std::puts("deckle " DECKLE_VERSION) < 0 ? 1 : 0;
  if (name.empty() || name == "--help" || name == "-h" || name == "help") {
    if (count > 2 && name == "help") {
      for (const deckle::Command& command : deckle::commands())
        if (command.name == arguments[2]) {
          std::string help = "--help";
          char* asked[] = {arguments[2], help.data(), nullptr};
          return command.run(2, asked);
        }
      return unknown_command(arguments[2]);
    }
    print_help();
    return name.empty() ? 2 : 0;
  }
  for (const deckle::Command& command : deckle::commands())
    if (command.name == name) return command.run(count - 1, arguments + 1);
  return unknown_command(name);
}

}  // namespace

int main(int count, char** arguments) {
  deckle::prepare_process();
  try {
    return dispatch(count, arguments);
  } catch (const std::bad_alloc&) {
    std::fputs("deckle: out of memory\n", stderr);
  } catch (const std::exception& problem) {
    std::fprintf(stderr, "deckle: internal error: %s\n", problem.what());
  }
  return 1;
}
