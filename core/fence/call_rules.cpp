#include "fence/call_rules.hpp"

#include <fcntl.h>
#include <linux/prctl.h>
#include <linux/sched.h>
#include <sys/syscall.h>

#include <cerrno>
#include <csignal>

#include "fence/sanitizer.hpp"

namespace deckle {
namespace {

constexpr unsigned loading = unsigned(Phase::loading) | unsigned(Phase::loading_and_forking);
constexpr unsigned forking = unsigned(Phase::loading_and_forking);
constexpr unsigned working = unsigned(Phase::working);
constexpr unsigned ever = loading | working;
constexpr unsigned reading = address_sanitizer ? ever : loading;  // files by their paths
constexpr unsigned checking = address_sanitizer ? ever : 0;       // what only sanitizers ask for

constexpr CallRule allow(int call, unsigned phases = ever) { return {call, phases}; }
constexpr CallRule allow_if(int call, CallRule::Test test, unsigned argument, std::uint32_t value,
                            unsigned phases = ever) {
  return {call, phases, test, static_cast<std::uint8_t>(argument), value};
}
constexpr CallRule answer(int call, int error, unsigned phases = ever) {
  return {call, phases, CallRule::always, 0, 0, static_cast<std::uint16_t>(error)};
}

constexpr std::uint32_t writes = O_ACCMODE | O_CREAT | O_TRUNC;
// All that a clone() may share with its parent, or have apart from it: a fork has none of it.
constexpr std::uint32_t beyond_fork =
    ~std::uint32_t{CSIGNAL | CLONE_PIDFD | CLONE_PARENT_SETTID | CLONE_CHILD_CLEARTID | CLONE_CHILD_SETTID};

constexpr CallRule rules[] = {
#if defined(__x86_64__)  // older forms of the same, which other architectures never had
    allow(SYS_dup2),
    allow(SYS_getpgrp),
    allow(SYS_getrlimit),
    allow(SYS_pause),
    allow(SYS_poll),
    allow(SYS_time),
    allow(SYS_epoll_wait, forking),
    allow_if(SYS_open, CallRule::without, 1, writes, reading),
    allow(SYS_access, reading),
    answer(SYS_access, EACCES, working),
    allow(SYS_lstat, reading),
    answer(SYS_lstat, EACCES, working),
    allow(SYS_readlink, reading),
    answer(SYS_readlink, EACCES, working),
    allow(SYS_stat, reading),
    answer(SYS_stat, EACCES, working),
#endif

    // memory
    allow(SYS_brk),
    allow(SYS_madvise),
    allow(SYS_mmap),
    allow(SYS_mprotect),
    allow(SYS_mremap),
    allow(SYS_munmap),

    // descriptors that are there; what F_SETOWN would do is signal others
    allow(SYS_close),
    allow(SYS_close_range),
    allow(SYS_dup),
    allow(SYS_dup3),
    allow(SYS_fadvise64),
    allow(SYS_fallocate),
    allow(SYS_fdatasync),
    allow(SYS_fstat),
    allow(SYS_fsync),
    allow(SYS_ftruncate),
    allow(SYS_lseek),
    allow(SYS_memfd_create),
    allow(SYS_pipe2, checking),
    allow(SYS_pread64),
    allow(SYS_pwrite64),
    allow(SYS_read),
    allow(SYS_readv),
    allow(SYS_write),
    allow(SYS_writev),
    allow_if(SYS_fcntl, CallRule::equal, 1, F_DUPFD),
    allow_if(SYS_fcntl, CallRule::equal, 1, F_GETFD),
    allow_if(SYS_fcntl, CallRule::equal, 1, F_SETFD),
    allow_if(SYS_fcntl, CallRule::equal, 1, F_GETFL),
    allow_if(SYS_fcntl, CallRule::equal, 1, F_SETFL),
    allow_if(SYS_fcntl, CallRule::equal, 1, F_DUPFD_CLOEXEC),
    allow_if(SYS_fcntl, CallRule::equal, 1, F_ADD_SEALS),
    allow_if(SYS_fcntl, CallRule::equal, 1, F_GET_SEALS),
    answer(SYS_ioctl, ENOTTY),  // asked by everything that prints

    // messages over sockets that are there
    allow(SYS_ppoll),
    allow(SYS_recvfrom),
    allow(SYS_recvmsg),
    allow(SYS_sendmsg),
    allow(SYS_sendto),

    // time, waiting and the process itself
    allow(SYS_clock_getres),
    allow(SYS_clock_gettime),
    allow(SYS_clock_nanosleep),
    allow(SYS_exit),
    allow(SYS_exit_group),
    allow(SYS_futex),
    allow(SYS_getegid),
    allow(SYS_geteuid),
    allow(SYS_getgid),
    allow(SYS_getpid),
    allow(SYS_getppid),
    allow(SYS_getrandom),
    allow(SYS_getrusage),
    allow(SYS_gettid),
    allow(SYS_gettimeofday),
    allow(SYS_getuid),
    allow(SYS_nanosleep),
    allow(SYS_restart_syscall),
    allow(SYS_rseq),
    allow(SYS_rt_sigaction),
    allow(SYS_rt_sigpending),
    allow(SYS_rt_sigprocmask),
    allow(SYS_rt_sigreturn),
    allow(SYS_rt_sigsuspend),
    allow(SYS_rt_sigtimedwait),
    allow(SYS_sched_getaffinity),
    allow(SYS_sched_yield),
    allow(SYS_set_robust_list),
    allow(SYS_sigaltstack),
    allow(SYS_sysinfo),
    allow(SYS_times),
    allow(SYS_uname),
    allow_if(SYS_kill, CallRule::to_self, 0, 0, loading),  // a worker's own number is not what the zygote's rule means
    allow_if(SYS_tgkill, CallRule::to_self, 0, 0, loading),
    allow_if(SYS_prctl, CallRule::equal, 0, PR_SET_NAME),
    allow_if(SYS_prctl, CallRule::equal, 0, PR_GET_NAME),
    allow_if(SYS_prctl, CallRule::equal, 0, PR_SET_VMA),  // names memory
    allow_if(SYS_prlimit64, CallRule::null, 2, 0),        // asks and sets nothing

    // files by their paths: a worker is told that it may not, as far as it only asks, and fstat() is such a call
    allow_if(SYS_openat, CallRule::without, 2, writes, reading),
    answer(SYS_openat2, ENOSYS),
    allow_if(SYS_newfstatat, CallRule::with, 3, AT_EMPTY_PATH),
    allow(SYS_newfstatat, reading),
    answer(SYS_newfstatat, EACCES, working),
    allow(SYS_statx, reading),
    answer(SYS_statx, EACCES, working),
    allow(SYS_faccessat, reading),
    answer(SYS_faccessat, EACCES, working),
    allow(SYS_faccessat2, reading),
    answer(SYS_faccessat2, EACCES, working),
    allow(SYS_readlinkat, reading),
    answer(SYS_readlinkat, EACCES, working),
    allow(SYS_getcwd, reading),
    answer(SYS_getcwd, EACCES, working),
    allow(SYS_getdents64, reading),
    allow(SYS_statfs, reading),
    answer(SYS_statfs, EACCES, working),
    allow(SYS_fstatfs),

    // processes: for a zygote alone; threads for nobody, and glibc, which blocks signals there, is told so
    {SYS_clone, ever, CallRule::with, 0, CLONE_THREAD, EPERM},
    allow_if(SYS_clone, CallRule::without, 0, beyond_fork, forking),
    answer(SYS_clone3, ENOSYS),
    allow(SYS_epoll_create1, forking),
    allow(SYS_epoll_ctl, forking),
    allow(SYS_epoll_pwait, forking),
    allow(SYS_pidfd_open, forking),
    allow(SYS_prlimit64, forking),
    allow(SYS_seccomp, forking),
    allow(SYS_set_tid_address, forking),
    allow(SYS_wait4, forking),
    allow(SYS_waitid, forking),
    allow_if(SYS_prctl, CallRule::equal, 0, PR_SET_PDEATHSIG, forking)};

}  // namespace

std::span<const CallRule> call_rules() { return rules; }

}  // namespace deckle
