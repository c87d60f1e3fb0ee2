#include "process/how_it_ended.hpp"

#include <fmt/format.h>
#include <sys/wait.h>

#include <csignal>
#include <cstring>

#include "fence/last_words.hpp"

namespace deckle {
namespace {

std::string sentence(std::string_view who, std::string_view what, std::string_view when) {
  return fmt::format("{} {}{}{}", who, what, when.empty() ? "" : " ", when);
}

}  // namespace

Diagnostic how_it_ended(std::string_view last_message, int status, std::string_view who, std::string_view when) {
  if (const auto words = last_words_in(last_message)) {
    const bool is_refused = words->kind == LastWords::refused_call;
    return error(is_refused ? "plugin.refused-call" : "plugin.crashed", sentence(who, in_words(*words), when),
                 is_refused ? "a plugin reaches the world through the host alone; report it to its author" : "");
  }
  if (WIFSIGNALED(status) && WTERMSIG(status) == SIGKILL)
    return error("plugin.killed", sentence(who, "was killed from outside (SIGKILL)", when),
                 "the system may have been short of memory");
  if (WIFSIGNALED(status))
    return error(
        "plugin.crashed",
        sentence(who, fmt::format("crashed: signal {} ({})", WTERMSIG(status), strsignal(WTERMSIG(status))), when));
  return error("plugin.exited",
               sentence(who, fmt::format("ended its process (exit status {})", WEXITSTATUS(status)), when));
}

}  // namespace deckle
