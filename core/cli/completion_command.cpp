// deckle completion SHELL: what makes a shell complete the arguments of deckle.
#include <fmt/format.h>

#include <set>

#include "cli/commands.hpp"
#include "cli/completion.hpp"
#include "cli/text_output.hpp"

namespace deckle {
namespace {

constexpr const char* examples =
    "  source <(deckle completion bash)                          in ~/.bashrc\n"
    "  source <(deckle completion zsh)                           in ~/.zshrc, after compinit\n"
    "  deckle completion fish > ~/.config/fish/completions/deckle.fish\n";

// The names and aliases of components, one a line, for the scripts.
std::string words(Session& session, const std::string& kind) {
  std::set<std::string> names;
  for (const Role role : {Role::reader, Role::transform, Role::exporter}) {
    if (kind != "all" && kind != fmt::format("{}s", name_of(role))) continue;
    for (const Component& one : session.registry().all(role)) {
      names.insert(one.manifest->name);
      for (const Alias& alias : one.manifest->aliases) names.insert(alias.name);
    }
  }
  return names.empty() ? "" : fmt::format("{}\n", fmt::join(names, "\n"));
}

}  // namespace

int completion_command(int count, char** arguments) {
  CommonOptions common;
  std::string shell, kind;
  Arguments parser("completion", "Writes a script that makes a shell complete the arguments of deckle.", examples);
  parser.choice("SHELL", shell, {"bash", "zsh", "fish"}, "The shell");
  parser.choice("--words", kind, {"readers", "transforms", "exporters", "all"}, "Names of components, for the scripts");
  add_common(parser, common);
  if (const auto exit_code = parser.parse(count, arguments)) return *exit_code;
  if (shell.empty() == kind.empty()) return usage_error("completion", "for which shell? bash, zsh or fish");
  Session session(common);
  if (!kind.empty()) return write_text(session, "-", words(session, kind));
  return write_text(session, "-",
                    shell == "bash"  ? bash_completion()
                    : shell == "zsh" ? zsh_completion()
                                     : fish_completion());
}

}  // namespace deckle
