#include "host/describe_child.hpp"

#include <sys/wait.h>
#include <unistd.h>

#include <chrono>
#include <csignal>
#include <cstring>
#include <exception>

#include "fence/fence.hpp"
#include "fence/last_words.hpp"
#include "host/check_manifest.hpp"
#include "host/child.hpp"
#include "host/describe.hpp"
#include "host/described_bytes.hpp"
#include "host/identity.hpp"
#include "host/library.hpp"
#include "host/library_folders.hpp"
#include "host/sanitizer_of.hpp"
#include "io/descriptor.hpp"

namespace deckle {
namespace {

constexpr std::size_t largest_answer = 8 << 20;

// ---- in the child ----

constexpr int answer_pipe = 3;

[[noreturn]] void answer(const Result<Described>& described) {
  static_cast<void>(write_all(answer_pipe, to_bytes(described)));
  _exit(0);
}

std::string message_of_current_exception() {
  try {
    throw;
  } catch (const std::exception& thrown) {
    return thrown.what();
  } catch (...) {
    return "something that is no std::exception";
  }
}

// An exception out of a constructor ends here, whether or not it finds its way through the loader.
[[noreturn]] void refuse_exception() {
  if (!std::current_exception()) std::abort();
  answer(error("plugin.threw", "it threw an exception while it was loaded: " + message_of_current_exception()));
}

Result<Described> describe_here(const std::filesystem::path& library) {
  const std::vector<std::filesystem::path> before = loaded_objects();
  const Result<const dk_plugin*> plugin = load_library(library);
  if (!plugin) return plugin.problem();
  Result<Manifest> manifest = describe(**plugin);
  if (!manifest) return manifest.problem();
  if (const Result<void> checked = check_manifest(*manifest); !checked) return checked.problem();
  Described made;
  made.manifest = std::move(*manifest);
  for (const std::filesystem::path& object : loaded_objects())
    if (object != library && std::find(before.begin(), before.end(), object) == before.end())
      made.objects.push_back(object);
  return made;
}

[[noreturn]] void describe_and_exit(const std::filesystem::path& library) {
  std::set_terminate(&refuse_exception);
  try {
    answer(describe_here(library));
  } catch (...) {
    refuse_exception();
  }
}

// ---- in the parent ----

Diagnostic died(int status, const std::string& said) {
  const std::optional<LastWords> words = last_words_in(said);
  const bool silent = !words && WIFSIGNALED(status) && WTERMSIG(status) == SIGSYS;  // signals were blocked
  if (silent || (words && words->kind == LastWords::refused_call))
    return error("plugin.refused-call",
                 "while it was loaded it " + (words ? in_words(*words) : "made a system call that no plugin may"),
                 "a plugin reaches files through the host alone, and starts nothing");
  if (words) return error("plugin.crashed", fmt::format("while it was loaded or described it {}", in_words(*words)));
  if (WIFSIGNALED(status) && WTERMSIG(status) == SIGXCPU)
    return error("plugin.hung", "it used too much processor time while it was loaded");
  if (WIFSIGNALED(status))
    return error("plugin.crashed", fmt::format("while it was loaded or described it crashed: signal {} ({})",
                                               WTERMSIG(status), strsignal(WTERMSIG(status))));
  return error("plugin.exited",
               fmt::format("it ended the process while it was loaded (exit status {})", WEXITSTATUS(status)));
}

// The bytes were written by a process that ran plugin code: believed only as far as they can be checked.
Result<Described> read_answer(std::string_view bytes) {
  std::optional<Result<Described>> described = described_from_bytes(bytes);
  return described ? std::move(*described) : error("plugin.bad-manifest", "it disturbed its own description");
}

Result<Described> hear(const ChildAnswer& answer, int time_limit_ms) {
  if (!answer.in_time)
    return error("plugin.hung", fmt::format("it was not loaded and described within {} ms", time_limit_ms));
  if (answer.bytes.size() > largest_answer) return read_answer("");
  if (WIFEXITED(answer.status) && WEXITSTATUS(answer.status) == 0 && !answer.bytes.empty())
    return read_answer(answer.bytes);
  return died(answer.status, answer.bytes);
}

}  // namespace

Result<Described> describe_in_child(const std::filesystem::path& library, int time_limit_ms) {
  if (const Result<void> whole = check_library_file(library); !whole) return whole.problem();
  const std::vector<std::filesystem::path> folders = library_folders(library);
  const pid_t parent = getpid();
  const auto describe_it = [&](int answers) {
    dup2(answers, answer_pipe);
    close_range(answer_pipe + 1, ~0u, 0);  // nothing that the host has open is the plugin's business
    FenceRules rules;
    rules.parent_process = parent;
    rules.last_words = answer_pipe;
    rules.readable = folders;
    enter_fence(rules);
    describe_and_exit(library);
  };
  const Result<ChildAnswer> answer = ask_child(describe_it, std::chrono::milliseconds(time_limit_ms), largest_answer);
  if (!answer) return answer.problem();
  Result<Described> described = hear(*answer, time_limit_ms);
  if (described) return described;
  if (const auto sanitizer = missing_sanitizer(library))
    return error("plugin.sanitizer", fmt::format("it was built with {}, and this Deckle was not", *sanitizer),
                 "build it without -fsanitize, or build Deckle with the same sanitizer");
  if (described.problem().hint.empty())
    described.problem().hint = "a fault of the plugin: `deckle plugin check` helps its author to find it";
  return described;
}

}  // namespace deckle
