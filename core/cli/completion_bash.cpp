// Completion for bash. Where a file is wanted it offers nothing, and bash falls back to its files.
#include <fmt/format.h>

#include "cli/commands.hpp"
#include "cli/completion.hpp"

namespace deckle {
namespace {

using Kind = Candidates::Kind;

constexpr const char* beginning = R"(# bash completion for deckle
_deckle() {
  local program=${COMP_WORDS[0]} command=${COMP_WORDS[1]}
  local current=${COMP_WORDS[COMP_CWORD]} option=${COMP_WORDS[COMP_CWORD - 1]} words=
  [[ $current == "=" ]] && current=
  [[ $option == "=" ]] && option=${COMP_WORDS[COMP_CWORD - 2]}
  COMPREPLY=()
  if ((COMP_CWORD == 1)); then
    words=)";

constexpr const char* end = R"(  fi
  mapfile -t COMPREPLY < <(compgen -W "$words" -- "$current")
}
complete -o default -F _deckle deckle
)";

std::string words_of(const Candidates& candidates) {
  if (candidates.kind == Kind::choices) return fmt::format("'{}'", candidates.words);
  return fmt::format("$(\"$program\" completion --words {} 2>/dev/null)", candidates.words);
}

// What to do behind an option that takes a value.
std::string action(const Candidates& candidates) {
  switch (candidates.kind) {
    case Kind::folders: return "compopt -o filenames; mapfile -t COMPREPLY < <(compgen -d -- \"$current\"); return";
    case Kind::choices:
    case Kind::components: return "words=" + words_of(candidates);
    case Kind::nothing:
    case Kind::files: break;
  }
  return "return";
}

std::string values_of(const Declaration& declaration) {
  std::string made;
  for (const Argument& argument : declaration.arguments) {
    if (argument.kind != Argument::Kind::value) continue;
    std::string labels;
    for (const std::string& name : names_of(argument))
      labels += fmt::format("{}\"{} {}\"", labels.empty() ? "" : " | ", declaration.command, name);
    made += fmt::format("      {}) {} ;;\n", labels, action(candidates_for(argument)));
  }
  return made;
}

// Where no value is expected: options, or operands.
std::string others_of(const Declaration& declaration) {
  std::string options, operands;
  for (const Argument& argument : declaration.arguments) {
    const Candidates candidates = candidates_for(argument);
    const bool has_words = candidates.kind == Kind::choices || candidates.kind == Kind::components;
    if (argument.kind != Argument::Kind::operand) options += " " + names_of(argument).back();
    else if (has_words) operands += fmt::format("{}{}", operands.empty() ? "" : "' '", words_of(candidates));
  }
  constexpr const char* form =
      "      \"{0} \"*)\n"
      "        if [[ $current == -* ]]; then words='{1} --help'\n"
      "        else words={2}\n"
      "        fi ;;\n";
  return fmt::format(form, declaration.command, options.substr(options.empty() ? 0 : 1), operands);
}

}  // namespace

std::string bash_completion() {
  std::string names, values, others;
  for (const Command& command : commands()) {
    const Declaration declaration = Arguments::declared_by(command.run);
    names += fmt::format("{}{}", names.empty() ? "" : " ", command.name);
    values += values_of(declaration);
    others += others_of(declaration);
  }
  return fmt::format("{}'{}'\n  else\n    case \"$command $option\" in\n{}{}    esac\n{}", beginning, names, values,
                     others, end);
}

}  // namespace deckle
