// Names of system calls, for messages.
#pragma once
#include <cstdint>
#include <string>

namespace deckle {

// "socket"; "the system call 1234" when it has no name here; says so when it belongs to another architecture than ours.
std::string call_name(std::int32_t number, std::uint32_t architecture);

}  // namespace deckle
