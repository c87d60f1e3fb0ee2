// Tells the one who waits for this process why it dies, at the moment when it does: see last_words.hpp.
#pragma once

namespace deckle {

// From now on SIGSEGV, SIGBUS, SIGFPE, SIGILL, SIGTRAP, SIGABRT and SIGSYS write LastWords to the descriptor and then
// end the process as they would have: its wait status is the same, but for a signal that a child of a zygote sends to
// itself before it closes the fence, which ends in SIGSYS. They are handled on a stack of their own, which is that of
// the thread that calls this. A negative descriptor: nothing is told. May be called again, for another descriptor.
void tell_of_crashes(int descriptor);

}  // namespace deckle
