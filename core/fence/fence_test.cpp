// What the fence refuses, how it is told, and what goes on to work behind it.
#include "fence/fence.hpp"

#include <fcntl.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <fmt/format.h>

#include <catch2/catch.hpp>
#include <csignal>
#include <cstring>
#include <ctime>
#include <system_error>
#include <thread>

#include "fence/sanitizer.hpp"
#include "fence/trial.hpp"

using namespace deckle;

namespace {

using Attempt = std::function<int()>;

// True when the kernel lacks the part: the test then says so and proves nothing.
bool lacks(const char* part, std::int32_t FenceState::*error) {
  const FenceState state = try_loading({}, [] { return 0; }).state;
  if (state.*error == 0) return false;
  WARN("SKIPPED: " << part << " is not in force here: " << std::strerror(state.*error));
  return true;
}

std::string told(const Trial& trial) {
  return trial.words ? in_words(*trial.words) : trial.result ? fmt::format("gave {}", *trial.result) : "nothing";
}
std::string loading(const Attempt& attempt, const FenceRules& rules = {}) { return told(try_loading(rules, attempt)); }
std::string working(const Attempt& attempt, const FenceRules& rules = {}) { return told(try_working(rules, attempt)); }
std::string refused(const std::string& call) { return "called " + call + ", which no plugin may"; }

int error_of(long result) { return result < 0 ? errno : 0; }
const std::string well = "gave 0";

int open_to_read(const char* path) { return error_of(open(path, O_RDONLY)); }
int open_to_write() { return error_of(open("/tmp/deckle-fence-test", O_WRONLY | O_CREAT, 0600)); }
int start_program() { return error_of(execl("/bin/true", "true", nullptr)); }
int make_socket() { return error_of(socket(AF_INET, SOCK_STREAM, 0)); }
int make_socket_pair() {
  int ends[2];
  return error_of(socketpair(AF_UNIX, SOCK_STREAM, 0, ends));
}
int start_process() {
  const pid_t child = fork();
  if (child == 0) _exit(0);
  return error_of(child);
}
int signal_parent() { return error_of(kill(getppid(), 0)); }

int overflow_stack(volatile char* before) {
  volatile char more[4000];
  more[0] = before ? before[0] : 1;
  return more[0] ? overflow_stack(more) + more[1] : 0;
}

// 0, or which of it failed.
int use_what_is_left() {
  const int file = static_cast<int>(syscall(SYS_memfd_create, "test", 0));
  FILE* stream = fdopen(file, "w+");
  struct stat found {};
  if (!stream || fputs("text", stream) < 0 || fflush(stream) != 0 || fstat(file, &found) != 0) return 1;
  void* mapped = mmap(nullptr, 4, PROT_READ, MAP_SHARED, file, 0);
  if (found.st_size != 4 || mapped == MAP_FAILED || std::memcmp(mapped, "text", 4) != 0) return 2;
  unsigned char random[16];
  if (syscall(SYS_getrandom, random, sizeof random, 0) != sizeof random) return 3;
  const std::time_t start = 0;
  if (!std::localtime(&start)) return 4;
  std::this_thread::sleep_for(std::chrono::microseconds(1));
  return isatty(file);
}

}  // namespace

TEST_CASE("while libraries are loaded, the calls that no plugin may make are refused by name") {
  if (lacks("seccomp", &FenceState::seccomp_error)) return;
  CHECK(loading(make_socket) == refused("socket"));
  CHECK(loading(make_socket_pair) == refused("socketpair"));
  CHECK(loading(start_program) == refused("execve"));
  CHECK(loading(start_process) == refused("clone"));
  CHECK(loading(signal_parent) == refused("kill"));
  CHECK(loading(open_to_write) == refused("openat"));
  CHECK(loading([] { return error_of(unlinkat(AT_FDCWD, "/tmp/none", 0)); }) == refused("unlinkat"));
  CHECK(loading([] { return error_of(mkdirat(AT_FDCWD, "/tmp/none", 0)); }) == refused("mkdirat"));
  CHECK(loading([] { return error_of(truncate("/tmp/none", 0)); }) == refused("truncate"));
  CHECK(loading([] { return error_of(chdir("/")); }) == refused("chdir"));
  CHECK(loading([] { return error_of(syscall(SYS_ptrace, 0, 0, 0, 0)); }) == refused("ptrace"));
  CHECK(loading([] { return error_of(syscall(SYS_unshare, 0)); }) == refused("unshare"));
  CHECK(loading([] { return error_of(syscall(SYS_keyctl, 0, 0)); }) == refused("keyctl"));
  CHECK(loading([] { return error_of(syscall(SYS_bpf, 0, 0, 0)); }) == refused("bpf"));
  CHECK(loading([] { return error_of(syscall(SYS_io_uring_setup, 1, nullptr)); }) == refused("io_uring_setup"));
  CHECK(loading([] { return error_of(syscall(SYS_seccomp, 0, 0, nullptr)); }) == refused("seccomp"));
  CHECK(loading([] { return error_of(fcntl(0, F_SETOWN, getppid())); }) == refused("fcntl"));
  CHECK(loading([] {
          const rlimit wide{RLIM_INFINITY, RLIM_INFINITY};
          return error_of(setrlimit(RLIMIT_FSIZE, &wide));
        }) == refused("prlimit64"));
  CHECK(loading([] { return error_of(syscall(4711)); }) == refused("the system call 4711"));
#if defined(__x86_64__)
  CHECK(loading([] {
          long result = 20;  // getpid, by the gate of 32-bit programs
          asm volatile("int $0x80" : "+a"(result) : : "memory");
          return static_cast<int>(result);
        }) == refused("the system call 20 of another architecture"));
  CHECK(loading([] { return error_of(syscall(0x40000000 | SYS_getpid)); }) == refused("the system call 1073741863"));
#endif
}

TEST_CASE("a thread is refused with an error, as the system does that cannot start one") {
  if (lacks("seccomp", &FenceState::seccomp_error)) return;
  const Attempt start_thread = [] {
    try {
      std::thread([] {}).join();
      return 0;
    } catch (const std::system_error& failed) {
      return failed.code().value();
    }
  };
  CHECK(loading(start_thread) == fmt::format("gave {}", EPERM));
  CHECK(working(start_thread) == fmt::format("gave {}", EPERM));
}

TEST_CASE("while libraries are loaded, only what the rules name can be read") {
  if (lacks("Landlock", &FenceState::landlock_error)) return;
  CHECK(loading([] { return open_to_read("/usr/bin/env"); }) == well);
  CHECK(loading([] { return open_to_read("/etc/passwd"); }) == fmt::format("gave {}", EACCES));
  FenceRules rules;
  rules.readable = {"/etc/passwd", "/nowhere"};
  CHECK(loading([] { return open_to_read("/etc/passwd"); }, rules) == well);
  CHECK(loading([] { return open_to_read("/etc/group"); }, rules) == fmt::format("gave {}", EACCES));
}

TEST_CASE("a worker opens, starts and changes nothing") {
  if (lacks("seccomp", &FenceState::seccomp_error)) return;
  CHECK(working(make_socket) == refused("socket"));
  CHECK(working(start_program) == refused("execve"));
  CHECK(working(start_process) == refused("clone"));
  CHECK(working(signal_parent) == refused("kill"));
  CHECK(working([] { return error_of(kill(0, 0)); }) == refused("kill"));
  CHECK(working(open_to_write) == refused("openat"));
  CHECK(working([] { return error_of(chdir("/")); }) == refused("chdir"));
  CHECK(working([] { return error_of(syscall(SYS_prctl, 1, 0)); }) == refused("prctl"));
  CHECK(working([] { return error_of(syscall(SYS_seccomp, 0, 0, nullptr)); }) == refused("seccomp"));
  CHECK(working([] { return error_of(syscall(SYS_pidfd_open, getppid(), 0)); }) == refused("pidfd_open"));
  CHECK(working([] { return error_of(syscall(SYS_tgkill, getppid(), getppid(), 0)); }) == refused("tgkill"));
  if (address_sanitizer) return;  // whose reports read files
  CHECK(working([] { return open_to_read("/usr/bin/env"); }) == refused("openat"));
  CHECK(working([] {
          struct stat found {};
          return error_of(stat("/usr/bin/env", &found));
        }) == fmt::format("gave {}", EACCES));
}

TEST_CASE("a worker has its memory, its descriptors, the clock and chance") {
  FenceRules rules;
  rules.limits.file_bytes = 4096;
  CHECK(working(use_what_is_left, rules) == well);
}

TEST_CASE("limits hold") {
  FenceRules rules;
  rules.limits = {64 << 20, 4096, 60, 16};
  for (const auto& trial : {try_loading, try_working}) {
    if (!address_sanitizer) {
      CHECK(told(trial(rules, [] {
              return mmap(nullptr, 128 << 20, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0) == MAP_FAILED
                         ? errno
                         : 0;
            })) == fmt::format("gave {}", ENOMEM));
    }
    CHECK(told(trial(rules, [] {
            for (int i = 0; i < 32; ++i)
              if (dup(0) < 0) return errno;
            return 0;
          })) == fmt::format("gave {}", EMFILE));
    CHECK(told(trial(rules, [] {
            std::signal(SIGXFSZ, SIG_IGN);
            return error_of(ftruncate(static_cast<int>(syscall(SYS_memfd_create, "test", 0)), 8192));
          })) == fmt::format("gave {}", EFBIG));
  }
}

TEST_CASE("a crash is told with its signal, a stack overflow as such") {
  const Attempt abort_here = [] { return std::abort(), 0; };
  const Attempt follow_null = [] { return *static_cast<volatile int*>(nullptr); };
  const Attempt overflow = [] { return overflow_stack(nullptr); };
  const Attempt be_killed = [] { return raise(SIGSEGV); };
  for (const auto& told_of : {loading, working}) {
    CHECK(told_of(abort_here, {}) == "crashed: signal 6 (Aborted)");
    CHECK(told_of(be_killed, {}) == "crashed: signal 11 (Segmentation fault)");
    if (address_sanitizer) continue;  // which changes the two into reports
    CHECK(told_of(follow_null, {}) == "crashed: signal 11 (Segmentation fault)");
    CHECK(told_of(overflow, {}) == "overflowed its stack");
  }
}

TEST_CASE("what is missing is said with its reason") {
  CHECK(missing_parts({.landlock_error = ENOSYS, .seccomp_error = 0, .limits_error = 0}) ==
        std::vector<std::string>{"Landlock: not in force: the kernel does not have it"});
  CHECK(missing_parts({}).size() == 3);
  CHECK(parts_of({.landlock_error = 0, .seccomp_error = 0, .limits_error = 0, .landlock_abi = 4})[0].text ==
        "in force (ABI 4)");
}
