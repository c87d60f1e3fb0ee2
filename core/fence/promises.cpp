#include "fence/promises.hpp"

#include <fcntl.h>
#include <sys/mman.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <cerrno>
#include <csignal>
#include <cstring>

#include "fence/call_names.hpp"
#include "fence/sanitizer.hpp"
#include "fence/trial.hpp"

namespace deckle {
namespace {

int error_of(long result) { return result < 0 ? errno : 0; }

// Each gives the error number that it met, or 0.
int make_socket() { return error_of(socket(AF_INET, SOCK_STREAM, 0)); }
int start_program() { return error_of(execl("/bin/true", "true", nullptr)); }
int open_to_write() { return error_of(open("/dev/null", O_WRONLY)); }
int open_elsewhere() { return error_of(open("/etc/passwd", O_RDONLY)); }
int open_anything() { return error_of(open("/usr", O_RDONLY)); }
int start_process() {
  const pid_t child = fork();
  if (child == 0) _exit(0);
  return error_of(child);
}
int signal_parent() { return error_of(kill(getppid(), 0)); }
int take_memory() {
  const void* taken = mmap(nullptr, 256 << 20, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  return taken == MAP_FAILED ? errno : 0;
}
int take_descriptors() {
  for (int i = 0; i < 64; ++i)
    if (dup(0) < 0) return errno;
  return 0;
}
int write_without_end() {
  std::signal(SIGXFSZ, SIG_IGN);
  return error_of(ftruncate(static_cast<int>(syscall(SYS_memfd_create, "trial", 0)), 1 << 20));
}

struct Try {
  const char* what;
  bool working;
  int (*attempt)();
  int error;  // of a limit; 0: the call is not for plugins, and ends in a signal or in an error that says so
};

constexpr Try tries[] = {
    {"a plugin that is loaded opens no socket", false, make_socket, 0},
    {"a plugin that is loaded starts no program", false, start_program, 0},
    {"a plugin that is loaded starts no process", false, start_process, 0},
    {"a plugin that is loaded opens no file to write", false, open_to_write, 0},
    {"a plugin that is loaded reads no file of others", false, open_elsewhere, 0},
    {"a worker opens no file", true, open_anything, 0},
    {"a worker opens no socket", true, make_socket, 0},
    {"a worker starts no process", true, start_process, 0},
    {"a worker signals nobody", true, signal_parent, 0},
    {"a worker takes no more memory than it may", true, take_memory, ENOMEM},
    {"a worker takes no more descriptors than it may", true, take_descriptors, EMFILE},
    {"a worker writes no more bytes than it may", true, write_without_end, EFBIG},
};

// With AddressSanitizer these two do not hold: see sanitizer.hpp.
bool holds_here(const Try& one) {
  return !address_sanitizer || (one.attempt != take_memory && one.attempt != open_anything);
}

bool is_refused(const Try& one, const Trial& trial) {
  if (trial.words) return one.error == 0 && trial.words->kind == LastWords::refused_call;
  return one.error ? trial.result == one.error : trial.result == EACCES || trial.result == EPERM;
}

std::string seen(const Trial& trial) {
  if (trial.words && trial.words->kind == LastWords::refused_call)
    return "refused: " + call_name(trial.words->number, trial.words->architecture);
  if (trial.words) return "it " + in_words(*trial.words);
  if (!trial.result) return "no process could be started that tries";
  return *trial.result == 0 ? "not refused" : fmt::format("refused: {}", std::strerror(*trial.result));
}

}  // namespace

FenceReport try_fence() {
  FenceReport report;
  FenceRules rules;
  rules.limits = {128 << 20, 64 << 10, 10, 32};
  for (const Try& one : tries) {
    if (!holds_here(one)) continue;
    const Trial trial = (one.working ? try_working : try_loading)(rules, one.attempt);
    if (one.working) report.state = trial.state;
    report.promises.push_back({one.what, is_refused(one, trial), seen(trial)});
  }
  return report;
}

}  // namespace deckle
