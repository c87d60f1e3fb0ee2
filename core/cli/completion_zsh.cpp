// Completion for zsh, by its _arguments.
#include <fmt/format.h>

#include "cli/commands.hpp"
#include "cli/completion.hpp"

namespace deckle {
namespace {

using Kind = Candidates::Kind;

constexpr const char* beginning = R"zsh(#compdef deckle
# zsh completion for deckle
_deckle_words() {
  local -a names
  names=(${(f)"$(_call_program words ${(q)deckle_program} completion --words $1)"})
  compadd -a names
}
_deckle() {
  local deckle_program=$words[1]
  local -a commands
  commands=(
)zsh";

constexpr const char* middle = R"zsh(  )
  if ((CURRENT == 2)); then
    _describe -t commands command commands
    return
  fi
  shift words
  ((CURRENT--))
  case $words[1] in
)zsh";

constexpr const char* end = R"zsh(  esac
}
if [[ $funcstack[1] == _deckle ]]; then _deckle "$@"; else compdef _deckle deckle; fi
)zsh";

// For the parts of an argument's description, which colons and brackets divide.
std::string escaped(std::string_view text) {
  std::string made;
  for (const char c : text) made += c == ':' || c == '[' || c == ']' ? fmt::format("\\{}", c) : std::string(1, c);
  return made;
}

std::string action(const Candidates& candidates) {
  switch (candidates.kind) {
    case Kind::files: return "_files";
    case Kind::folders: return "_files -/";
    case Kind::choices: return fmt::format("({})", candidates.words);
    case Kind::components: return " _deckle_words " + candidates.words;
    case Kind::nothing: break;
  }
  return " ";
}

std::string descriptions_of(const Argument& argument) {
  const std::string value = action(candidates_for(argument));
  if (argument.kind == Argument::Kind::operand)
    return " \\\n        " +
           shell_word(fmt::format("{}:{}:{}", argument.repeats ? "*" : "", escaped(argument.names), value));
  const bool has_value = argument.kind == Argument::Kind::value;
  const std::vector<std::string> names = names_of(argument);
  const std::string before = argument.repeats ? "*" : fmt::format("({})", fmt::join(names, " "));
  std::string made;
  for (const std::string& name : names) {
    const char* const sign = has_value && name.starts_with("--") ? "=" : "";
    const std::string behind = has_value ? fmt::format(":{}:{}", escaped(argument.label), value) : "";
    made +=
        " \\\n        " + shell_word(fmt::format("{}{}{}[{}]{}", before, name, sign, escaped(argument.help), behind));
  }
  return made;
}

}  // namespace

std::string zsh_completion() {
  std::string names, cases;
  for (const Command& command : commands()) {
    names += fmt::format("    {}\n", shell_word(fmt::format("{}:{}", command.name, escaped(command.summary))));
    cases += fmt::format("    {})\n      _arguments -s '(- *)--help[Show this]'", command.name);
    for (const Argument& argument : Arguments::declared_by(command.run).arguments) cases += descriptions_of(argument);
    cases += " ;;\n";
  }
  return beginning + names + middle + cases + end;
}

}  // namespace deckle
