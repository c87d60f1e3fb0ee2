#include "host/child.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <poll.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <csignal>
#include <cstdlib>
#include <cstring>

#include "io/descriptor.hpp"

namespace deckle {
namespace {

using Clock = std::chrono::steady_clock;

// False: the deadline passed before there was anything to read, or the end.
bool wait_for(int descriptor, Clock::time_point deadline) {
  while (true) {
    const auto left = std::chrono::duration_cast<std::chrono::milliseconds>(deadline - Clock::now()).count();
    pollfd waiting{descriptor, POLLIN, 0};
    const int ready = left <= 0 ? 0 : poll(&waiting, 1, static_cast<int>(left));
    if (ready >= 0 || errno != EINTR) return ready > 0;
  }
}

// False: it was not in time.
bool collect(int pipe, Clock::time_point deadline, std::size_t most_bytes, std::string& to) {
  std::string room(64 * 1024, '\0');
  while (to.size() <= most_bytes) {
    if (!wait_for(pipe, deadline)) return false;
    const ssize_t got = read(pipe, room.data(), room.size());
    if (got < 0 && errno == EINTR) continue;
    if (got <= 0) return true;
    to.append(room, 0, static_cast<std::size_t>(got));
  }
  return true;
}

// True if the child ends by itself before the deadline: who runs in it can close the pipe and stay.
bool ends(pid_t child, Clock::time_point deadline) {
  const Descriptor handle(static_cast<int>(syscall(SYS_pidfd_open, child, 0)));  // glibc 2.36 declares it for C alone
  return !handle || wait_for(handle.get(), deadline);
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

// It ends here, whatever comes of it: what is thrown must not reach the code of the parent, which is in the child as
// well.
[[noreturn]] void work_and_exit(const std::function<void(int answers)>& work, int answers) {
  int status = EXIT_SUCCESS;
  try {
    work(answers);
  } catch (...) {
    status = EXIT_FAILURE;
  }
  _exit(status);
}

}  // namespace

Result<ChildAnswer> ask_child(const std::function<void(int answers)>& work, std::chrono::milliseconds time_limit,
                              std::size_t most_bytes) {
  int ends_of_pipe[2];
  if (pipe2(ends_of_pipe, O_CLOEXEC) != 0)
    return error("host.cannot-fork", fmt::format("no pipe: {}", std::strerror(errno)));
  const Descriptor hear(ends_of_pipe[0]);
  Descriptor say(ends_of_pipe[1]);
  const Clock::time_point deadline = Clock::now() + time_limit;
  const pid_t child = fork();
  if (child == 0) {
    setpgid(0, 0);
    work_and_exit(work, say.get());
  }
  if (child < 0) return error("host.cannot-fork", fmt::format("no child process: {}", std::strerror(errno)));
  say.close();
  ChildAnswer answer;
  answer.in_time = collect(hear.get(), deadline, most_bytes, answer.bytes);
  const bool is_too_long = answer.bytes.size() > most_bytes;
  answer.in_time = answer.in_time && (is_too_long || ends(child, deadline));
  answer.status = end_child(child, !answer.in_time || is_too_long);
  return answer;
}

}  // namespace deckle
