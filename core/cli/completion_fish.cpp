// Completion for fish: a line for each argument.
#include <fmt/format.h>

#include "cli/commands.hpp"
#include "cli/completion.hpp"

namespace deckle {
namespace {

using Kind = Candidates::Kind;

// -x: a value, and no file; -F: a file does.
std::string value(const Candidates& candidates) {
  switch (candidates.kind) {
    case Kind::files: return " -r -F";
    case Kind::folders: return " -x -a '(__fish_complete_directories)'";
    case Kind::choices: return " -x -a " + shell_word(candidates.words);
    case Kind::components: return fmt::format(" -x -a '(deckle completion --words {})'", candidates.words);
    case Kind::nothing: break;
  }
  return " -x";
}

std::string line_of(std::string_view command, const Argument& argument) {
  const Candidates candidates = candidates_for(argument);
  std::string made = fmt::format("complete -c deckle -n '__fish_seen_subcommand_from {}'", command);
  if (argument.kind == Argument::Kind::operand) {
    if (candidates.kind == Kind::files || candidates.kind == Kind::nothing) return {};
    return made + value(candidates) + "\n";
  }
  for (const std::string& name : names_of(argument))
    made += name.starts_with("--") ? " -l " + name.substr(2) : " -s " + name.substr(1);
  if (argument.kind == Argument::Kind::value) made += value(candidates);
  return made + " -d " + shell_word(argument.help) + "\n";
}

}  // namespace

std::string fish_completion() {
  std::string made = "# fish completion for deckle\n";
  for (const Command& command : commands())
    made += fmt::format("complete -c deckle -n __fish_use_subcommand -x -a {} -d {}\n", command.name,
                        shell_word(command.summary));
  for (const Command& command : commands())
    for (const Argument& argument : Arguments::declared_by(command.run).arguments)
      made += line_of(command.name, argument);
  return made;
}

}  // namespace deckle
