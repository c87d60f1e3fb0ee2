// Completion scripts of shells, made of what the commands declare. Names of components are asked of the program when
// they are needed: `deckle completion --words readers`.
#pragma once
#include <string>

#include "cli/arguments.hpp"

namespace deckle {

// What a shell offers for an argument.
struct Candidates {
  enum class Kind { nothing, files, folders, choices, components };
  Kind kind = Kind::nothing;
  std::string words;  // choices, with blanks between them; of components what --words takes
};
Candidates candidates_for(const Argument& argument);

// 'text', as all three shells read it.
std::string shell_word(std::string_view text);

std::string bash_completion();
std::string zsh_completion();
std::string fish_completion();

}  // namespace deckle
