#include "host/fence.hpp"

#include <fcntl.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <unistd.h>

#include <algorithm>
#include <csignal>

namespace deckle {
namespace {

void limit(__rlimit_resource what, std::uint64_t most) {
  rlimit found{};
  getrlimit(what, &found);
  const rlim_t allowed = std::min<rlim_t>(most, found.rlim_max);
  const rlimit wanted{allowed, allowed};
  setrlimit(what, &wanted);
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

}  // namespace

void enter_fence(const FenceLimits& limits, int parent_process) {
  prctl(PR_SET_PDEATHSIG, SIGKILL);
  if (getppid() != parent_process) _exit(1);  // it died before the line above
  setpgid(0, 0);                              // so that all that a plugin starts can be ended together
  prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0);
  reset_signals();
  silence();
  limit(RLIMIT_CORE, 0);
  limit(RLIMIT_FSIZE, 0);
  limit(RLIMIT_CPU, limits.cpu_seconds);
  limit(RLIMIT_NOFILE, limits.open_files);
#if !defined(__SANITIZE_ADDRESS__)  // whose shadow memory is larger than any limit
  limit(RLIMIT_DATA, limits.memory);
#endif
}

}  // namespace deckle
