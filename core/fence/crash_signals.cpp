#include "fence/crash_signals.hpp"

#include <sys/syscall.h>
#include <ucontext.h>
#include <unistd.h>

#include <csignal>
#include <cstddef>

#include "fence/last_words.hpp"

namespace deckle {
namespace {

constexpr int told[] = {SIGSEGV, SIGBUS, SIGFPE, SIGILL, SIGTRAP, SIGABRT, SIGSYS};

constexpr std::size_t stack_size = 64 << 10;  // the registers of the largest processors take 11 KiB
alignas(16) char signal_stack[stack_size];

volatile sig_atomic_t listener = -1;  // only the first words count: what follows them comes of ending

// ---- all that follows may call only what is safe in a signal handler ----

#if defined(__x86_64__)
std::uint64_t stack_pointer(const ucontext_t& at) { return static_cast<std::uint64_t>(at.uc_mcontext.gregs[REG_RSP]); }
std::uint64_t call_argument(const ucontext_t& at, int index) {
  static constexpr int registers[] = {REG_RDI, REG_RSI, REG_RDX};
  return static_cast<std::uint64_t>(at.uc_mcontext.gregs[registers[index]]);
}
#elif defined(__aarch64__)
std::uint64_t stack_pointer(const ucontext_t& at) { return at.uc_mcontext.sp; }
std::uint64_t call_argument(const ucontext_t& at, int index) { return at.uc_mcontext.regs[index]; }
#endif

// Whatever lies above the stack pointer belongs to the stack and is there, so that only what did not fit faults: the
// frame of the function that was called last, or what it pushes.
bool is_stack_overflow(const siginfo_t& info, const ucontext_t& at) {
  constexpr std::uint64_t largest_frame = 1 << 20, below = 64 << 10;
  const auto address = reinterpret_cast<std::uint64_t>(info.si_addr);
  return info.si_signo == SIGSEGV && info.si_code > 0 && address - (stack_pointer(at) - below) < largest_frame + below;
}

LastWords words_for_call(const siginfo_t& info, const ucontext_t& at) {
  LastWords words;
  words.kind = LastWords::refused_call;
  words.number = info.si_syscall;
  words.architecture = info.si_arch;
  words.address = reinterpret_cast<std::uint64_t>(info.si_call_addr);
  // What a zygote may do to itself is refused to its child, which has another number.
  if (info.si_syscall == SYS_tgkill && call_argument(at, 0) == static_cast<std::uint64_t>(getpid())) {
    words.kind = LastWords::signal;
    words.number = static_cast<std::int32_t>(call_argument(at, 2));
    words.architecture = 0;
  }
  return words;
}

LastWords words_for(const siginfo_t& info, const ucontext_t& at) {
  constexpr int by_seccomp = 1;  // SYS_SECCOMP, which glibc's header leaves out
  if (info.si_signo == SIGSYS && info.si_code == by_seccomp) return words_for_call(info, at);
  LastWords words;
  words.kind = is_stack_overflow(info, at) ? LastWords::stack_overflow : LastWords::signal;
  words.number = info.si_signo;
  if (info.si_code > 0) words.address = reinterpret_cast<std::uint64_t>(info.si_addr);  // not sent by kill()
  return words;
}

void tell_and_die(int number, siginfo_t* info, void* context) {
  const int to = listener;
  listener = -1;
  if (to >= 0) {
    const LastWords words = words_for(*info, *static_cast<const ucontext_t*>(context));
    if (write(to, &words, sizeof words) < 0) { /* then nobody is told */
    }
  }
  struct sigaction as_usual {};
  as_usual.sa_handler = SIG_DFL;
  sigaction(number, &as_usual, nullptr);
  raise(number);  // waits until this handler returns
}

}  // namespace

void tell_of_crashes(int descriptor) {
  if (descriptor < 0) return;
  stack_t stack{};
  stack.ss_sp = signal_stack;
  stack.ss_size = stack_size;
  sigaltstack(&stack, nullptr);
  listener = descriptor;
  struct sigaction tell {};
  tell.sa_sigaction = tell_and_die;
  tell.sa_flags = SA_SIGINFO | SA_ONSTACK;
  sigemptyset(&tell.sa_mask);
  for (const int number : told) sigaction(number, &tell, nullptr);
}

}  // namespace deckle
