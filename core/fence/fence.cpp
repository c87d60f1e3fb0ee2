#include "fence/fence.hpp"

#include <fcntl.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <csignal>
#include <cstdlib>
#include <ctime>

#include "fence/call_filter.hpp"
#include "fence/crash_signals.hpp"
#include "fence/landlock.hpp"
#include "fence/sanitizer.hpp"

namespace deckle {
namespace {

// 0, or the error number; the same of set_limits().
int limit(__rlimit_resource what, std::uint64_t most) {
  if (most == no_limit) return 0;
  rlimit found{};
  if (getrlimit(what, &found) != 0) return errno;
  const rlim_t allowed = std::min<rlim_t>(most, found.rlim_max);
  const rlimit wanted{allowed, allowed};
  return setrlimit(what, &wanted) == 0 ? 0 : errno;
}

int set_limits(const FenceLimits& limits) {
  int failed = limit(RLIMIT_CORE, 0);
  const auto also = [&](__rlimit_resource what, std::uint64_t most) {
    if (const int error = limit(what, most)) failed = error;
  };
  also(RLIMIT_FSIZE, limits.file_bytes);
  also(RLIMIT_CPU, limits.cpu_seconds);
  also(RLIMIT_NOFILE, limits.open_files);
  if (!address_sanitizer) also(RLIMIT_DATA, limits.memory);  // its shadow memory is larger than any limit
  return failed;
}

void silence() {
  const int nowhere = open("/dev/null", O_RDWR | O_CLOEXEC);
  for (int standard = 0; standard <= 2; ++standard)
    if (nowhere < 0) close(standard);
    else dup2(nowhere, standard);
  if (nowhere > 2) close(nowhere);
}

void reset_signals() {
  for (int number = 1; number < NSIG; ++number) std::signal(number, SIG_DFL);
  sigset_t nothing;
  sigemptyset(&nothing);
  sigprocmask(SIG_SETMASK, &nothing, nullptr);
}

void end_with(int parent_process) {
  prctl(PR_SET_PDEATHSIG, SIGKILL);
  if (getppid() != parent_process) _exit(1);  // it died before the line above
}

// A worker can ask for local time, but not open the file that says what it is. That file has to be named: without a
// name glibc opens it again and again.
void read_time_zone() {
  setenv("TZ", ":/etc/localtime", 0);
  tzset();
}

}  // namespace

FenceState enter_fence(const FenceRules& rules) {
  end_with(rules.parent_process);
  setpgid(0, 0);  // so that all that a plugin starts can be ended together
  prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0);
  reset_signals();
  silence();
  tell_of_crashes(rules.last_words);
  read_time_zone();
  FenceState state;
  state.landlock_abi = landlock_abi();
  state.landlock_error = restrict_files(rules.readable);
  state.limits_error = set_limits(rules.limits);
  state.seccomp_error = filter_calls(rules.may_fork ? Phase::loading_and_forking : Phase::loading);
  return state;
}

FenceState close_fence(const FenceRules& rules, FenceState entered) {
  end_with(rules.parent_process);
  tell_of_crashes(rules.last_words);
  if (const int error = set_limits(rules.limits)) entered.limits_error = error;
  if (const int error = filter_calls(Phase::working)) entered.seccomp_error = error;
  return entered;
}

}  // namespace deckle
