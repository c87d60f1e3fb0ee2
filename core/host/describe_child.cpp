#include "host/describe_child.hpp"

#include <fcntl.h>
#include <poll.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cerrno>
#include <chrono>
#include <csignal>
#include <cstring>
#include <exception>

#include "fence/fence.hpp"
#include "fence/last_words.hpp"
#include "host/check_manifest.hpp"
#include "host/describe.hpp"
#include "host/described_bytes.hpp"
#include "host/identity.hpp"
#include "host/library.hpp"
#include "host/library_folders.hpp"
#include "host/sanitizer_of.hpp"

namespace deckle {
namespace {

using Clock = std::chrono::steady_clock;

constexpr std::size_t largest_answer = 8 << 20;

// ---- in the child ----

constexpr int answer_pipe = 3;

[[noreturn]] void answer(const Result<Described>& described) {
  const std::string bytes = to_bytes(described);
  for (std::size_t sent = 0; sent < bytes.size();) {
    const ssize_t wrote = write(answer_pipe, bytes.data() + sent, bytes.size() - sent);
    if (wrote <= 0 && errno != EINTR) break;
    if (wrote > 0) sent += static_cast<std::size_t>(wrote);
  }
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

struct Answer {
  std::string bytes;
  bool in_time = true;
};

Answer collect(int pipe, Clock::time_point deadline) {
  Answer collected;
  std::vector<char> buffer(64 * 1024);
  while (collected.bytes.size() <= largest_answer) {
    const auto left = std::chrono::duration_cast<std::chrono::milliseconds>(deadline - Clock::now()).count();
    pollfd waiting{pipe, POLLIN, 0};
    const int ready = left <= 0 ? 0 : poll(&waiting, 1, static_cast<int>(left));
    if (ready < 0 && errno == EINTR) continue;
    if (ready <= 0) {
      collected.in_time = false;
      break;
    }
    const ssize_t got = read(pipe, buffer.data(), buffer.size());
    if (got < 0 && errno == EINTR) continue;
    if (got <= 0) break;
    collected.bytes.append(buffer.data(), static_cast<std::size_t>(got));
  }
  return collected;
}

// True if the child has ended by itself before the deadline: a library can close the pipe and stay.
bool ended(pid_t child, Clock::time_point deadline) {
  const int handle = static_cast<int>(syscall(SYS_pidfd_open, child, 0));  // glibc 2.36 declares it for C alone
  if (handle < 0) return true;
  const auto left = std::chrono::duration_cast<std::chrono::milliseconds>(deadline - Clock::now()).count();
  pollfd waiting{handle, POLLIN, 0};
  const bool over = poll(&waiting, 1, static_cast<int>(std::max<std::int64_t>(left, 0))) == 1;
  close(handle);
  return over;
}

// Ends what is left of the child and all that it started; gives its status.
int end_child(pid_t child, bool kill_first) {
  if (kill_first) kill(child, SIGKILL);
  siginfo_t how{};
  while (waitid(P_PID, static_cast<id_t>(child), &how, WEXITED | WNOWAIT) < 0 && errno == EINTR) {
  }
  kill(-child, SIGKILL);  // its group, while its number is still taken
  int status = 0;
  while (waitpid(child, &status, 0) < 0 && errno == EINTR) {
  }
  return status;
}

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

Result<Described> hear(int pipe, pid_t child, int time_limit_ms) {
  const Clock::time_point deadline = Clock::now() + std::chrono::milliseconds(time_limit_ms);
  const Answer collected = collect(pipe, deadline);
  const bool too_long = collected.bytes.size() > largest_answer;
  const bool in_time = collected.in_time && (too_long || ended(child, deadline));
  const int status = end_child(child, !in_time || too_long);
  if (!in_time) return error("plugin.hung", fmt::format("it was not loaded and described within {} ms", time_limit_ms));
  if (too_long) return read_answer("");
  if (WIFEXITED(status) && WEXITSTATUS(status) == 0 && !collected.bytes.empty()) return read_answer(collected.bytes);
  return died(status, collected.bytes);
}

}  // namespace

Result<Described> describe_in_child(const std::filesystem::path& library, int time_limit_ms) {
  if (const Result<void> whole = check_library_file(library); !whole) return whole.problem();
  int ends[2];
  if (pipe2(ends, O_CLOEXEC) != 0) return error("host.cannot-fork", fmt::format("no pipe: {}", std::strerror(errno)));
  const std::vector<std::filesystem::path> folders = library_folders(library);
  const pid_t parent = getpid();
  const pid_t child = fork();
  if (child == 0) {
    dup2(ends[1], answer_pipe);
    close_range(answer_pipe + 1, ~0u, 0);  // nothing that the host has open is the plugin's business
    FenceRules rules;
    rules.parent_process = parent;
    rules.last_words = answer_pipe;
    rules.readable = folders;
    enter_fence(rules);
    describe_and_exit(library);
  }
  const int why_not = errno;
  close(ends[1]);
  Result<Described> described =
      child > 0 ? hear(ends[0], child, time_limit_ms)
                : error("host.cannot-fork", fmt::format("no child process: {}", std::strerror(why_not)));
  close(ends[0]);
  if (described) return described;
  if (const auto sanitizer = missing_sanitizer(library))
    return error("plugin.sanitizer", fmt::format("it was built with {}, and this Deckle was not", *sanitizer),
                 "build it without -fsanitize, or build Deckle with the same sanitizer");
  if (described.problem().hint.empty())
    described.problem().hint = "a fault of the plugin: `deckle plugin check` helps its author to find it";
  return described;
}

}  // namespace deckle
