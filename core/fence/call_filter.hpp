// seccomp: the rules of call_rules.hpp as a program that the kernel runs before each system call.
#pragma once
#include "fence/call_rules.hpp"

namespace deckle {

// From now on this process and its children can make only the calls that the rules allow in this phase, in addition to
// what was refused before; a working process has filtered calls for an earlier phase. Others raise SIGSYS. Takes that
// no_new_privs is set. 0, or the error number.
int filter_calls(Phase phase);

}  // namespace deckle
