// Ctrl-C and polite termination: the first asks the run to stop and to clean up, the third ends the process at once.
#pragma once
#include <cstdint>

namespace deckle {

// Also makes writing to a closed pipe an error instead of a death, and standard streams that are closed empty ones.
void prepare_process();
void watch_signals();
// Becomes non-zero; polled by plugins.
const volatile std::uint32_t* interrupt_flag();
// 130 after SIGINT, 143 after SIGTERM, else 0.
int interrupt_exit_code();

}  // namespace deckle
