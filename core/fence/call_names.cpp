#include "fence/call_names.hpp"

#include <sys/syscall.h>

#include "fence/architecture.hpp"

namespace deckle {
namespace {

struct Named {
  int call;
  const char* name;
};

#define CALL(name) \
  { SYS_##name, #name }
// clang-format off
// What a plugin may try, and is refused; nothing but the words of a message depends on it.
constexpr Named named[] = {
    CALL(accept), CALL(accept4), CALL(bind), CALL(bpf), CALL(capset), CALL(chdir), CALL(chroot),
    CALL(clock_settime), CALL(clone), CALL(connect), CALL(copy_file_range), CALL(epoll_create1), CALL(eventfd2),
    CALL(execve), CALL(execveat), CALL(fchdir), CALL(fchmod), CALL(fchmodat), CALL(fchown), CALL(fchownat),
    CALL(fcntl), CALL(flock), CALL(getdents64), CALL(getpeername), CALL(getsockname), CALL(getsockopt),
    CALL(init_module), CALL(inotify_init1), CALL(io_setup), CALL(io_uring_setup), CALL(keyctl), CALL(kill),
    CALL(linkat), CALL(listen), CALL(mkdirat), CALL(mknodat), CALL(mlock), CALL(mlockall), CALL(mount),
    CALL(mq_open), CALL(msgget), CALL(openat), CALL(perf_event_open), CALL(personality), CALL(pidfd_getfd),
    CALL(pidfd_open), CALL(pidfd_send_signal), CALL(pipe2), CALL(pivot_root), CALL(prctl), CALL(prlimit64),
    CALL(process_vm_readv), CALL(process_vm_writev), CALL(ptrace), CALL(pwritev), CALL(renameat), CALL(renameat2),
    CALL(rt_sigqueueinfo), CALL(sched_setaffinity), CALL(sched_setscheduler), CALL(seccomp), CALL(semget),
    CALL(sendfile), CALL(setgid), CALL(sethostname), CALL(setitimer), CALL(setns), CALL(setpgid), CALL(setpriority),
    CALL(setrlimit), CALL(setsid), CALL(setsockopt), CALL(setuid), CALL(shmget), CALL(shutdown), CALL(signalfd4),
    CALL(socket), CALL(socketpair), CALL(splice), CALL(symlinkat), CALL(syslog), CALL(tgkill), CALL(timer_create),
    CALL(timerfd_create), CALL(tkill), CALL(truncate), CALL(umask), CALL(umount2), CALL(unlinkat), CALL(unshare),
    CALL(userfaultfd), CALL(utimensat), CALL(wait4), CALL(waitid),
#if defined(__x86_64__)
    CALL(alarm), CALL(chmod), CALL(chown), CALL(creat), CALL(fork), CALL(ioperm), CALL(link), CALL(mkdir),
    CALL(mknod), CALL(open), CALL(pipe), CALL(rename), CALL(rmdir), CALL(select), CALL(symlink), CALL(unlink),
    CALL(utime), CALL(vfork),
#endif
};
#undef CALL
// clang-format on

}  // namespace

std::string call_name(std::int32_t number, std::uint32_t architecture) {
  if (architecture != this_architecture) return fmt::format("the system call {} of another architecture", number);
  for (const Named& one : named)
    if (one.call == number) return one.name;
  return fmt::format("the system call {}", number);
}

}  // namespace deckle
