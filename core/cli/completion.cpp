#include "cli/completion.hpp"

#include <fmt/format.h>

namespace deckle {
namespace {

using Kind = Candidates::Kind;

// By the argument's names, or by the label of its value.
struct Known {
  std::string_view name;
  Kind kind;
  std::string_view words;
};
constexpr Known known[] = {
    {"-f,--from", Kind::components, "readers"},
    {"-t,--to", Kind::components, "exporters"},
    {"--transform", Kind::components, "transforms"},
    {"NAME", Kind::components, "all"},
    {"DIR", Kind::folders, ""},
    {"OUT", Kind::files, ""},
    {"FILE", Kind::files, ""},
    {"JOB", Kind::files, ""},
};

}  // namespace

Candidates candidates_for(const Argument& argument) {
  if (!argument.choices.empty()) return {Kind::choices, fmt::format("{}", fmt::join(argument.choices, " "))};
  for (const Known& one : known)
    if (one.name == argument.names || one.name == argument.label) return {one.kind, std::string(one.words)};
  return {};
}

std::string shell_word(std::string_view text) {
  std::string made = "'";
  for (const char c : text) made += c == '\'' ? R"('\'')" : std::string(1, c);
  return made + "'";
}

}  // namespace deckle
