#include "process/how_it_ended.hpp"

#include <fmt/format.h>
#include <poll.h>
#include <sys/wait.h>

#include <csignal>
#include <cstring>

#include "diagnostics/limits_in_words.hpp"
#include "fence/last_words.hpp"

namespace deckle {
namespace {

constexpr const char* reach = "a plugin reaches the world through the host alone; report it to its author";

std::string sentence(std::string_view who, std::string_view what, std::string_view when) {
  return fmt::format("{} {}{}{}", who, what, when.empty() ? "" : " ", when);
}

}  // namespace

bool has_ended(int handle) {
  constexpr int last_moments_ms = 200;
  pollfd waiting{handle, POLLIN, 0};
  return poll(&waiting, 1, last_moments_ms) != 0;
}

Diagnostic how_it_broke_in(std::string_view last_at_work) {
  const std::string by = last_at_work.empty() ? "" : fmt::format(", at the latest by {}", last_at_work);
  return error("plugin.broke-in", "its process was disturbed by a plugin" + by, reach);
}

Diagnostic how_it_ended(std::string_view last_message, int status, std::string_view who, std::string_view when) {
  if (const auto words = last_words_in(last_message)) {
    if (words->kind == LastWords::out_of_memory)
      return error("host.out-of-memory", sentence(who, in_words(*words), when), hint_to_raise("memory"));
    const bool is_refused = words->kind == LastWords::refused_call;
    return error(is_refused ? "plugin.refused-call" : "plugin.crashed", sentence(who, in_words(*words), when),
                 is_refused ? reach : "");
  }
  if (WIFSIGNALED(status) &&
      WTERMSIG(status) == SIGSYS)  // all signals were blocked, so that nobody could name the call
    return error("plugin.refused-call", sentence(who, "made a system call that no plugin may", when), reach);
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
