#include "engine/interrupt.hpp"

#include <fcntl.h>
#include <signal.h>
#include <unistd.h>

namespace deckle {
namespace {

volatile std::uint32_t g_interrupted = 0;
volatile sig_atomic_t g_signal = 0;

// The one that ends the process; before it, whoever is impatient would leave half-written files behind.
constexpr sig_atomic_t last = 3;
volatile sig_atomic_t g_count = 0;

void remember(int number) {
  if (g_signal == 0) g_signal = number;
  g_interrupted = 1;
  g_count = g_count + 1;
  if (g_count < last) return;
  signal(number, SIG_DFL);
  raise(number);  // waits until this handler returns
}

}  // namespace

void prepare_process() {
  // Otherwise the next file opened would become standard output, and be written to.
  for (int number = 0; number <= 2; ++number)
    if (fcntl(number, F_GETFD) == -1) static_cast<void>(open("/dev/null", O_RDWR));
  signal(SIGPIPE, SIG_IGN);
}

void watch_signals() {
  struct sigaction action {};
  action.sa_handler = remember;
  // Not restarting: who waits for input is woken and stops.
  sigaction(SIGINT, &action, nullptr);
  sigaction(SIGTERM, &action, nullptr);
}

const volatile std::uint32_t* interrupt_flag() { return &g_interrupted; }

int interrupt_exit_code() { return g_signal == 0 ? 0 : 128 + g_signal; }

}  // namespace deckle
