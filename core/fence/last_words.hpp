// What a process that dies of a plugin's fault says in its last moment, so that the one who waits for it can say which
// call was refused, or that the stack overflowed, or that memory ended: the wait status knows none of it.
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace deckle {

// Written as these bytes, in one piece. Plugin code runs in that process and may write the same: believe it only as
// far as a message to people goes.
struct LastWords {
  enum Kind : std::uint32_t { refused_call = 1, signal = 2, stack_overflow = 3, out_of_memory = 4 };
  static constexpr std::uint64_t signature = 0x7364726F'774C6B44;

  std::uint64_t mark = signature;
  std::uint32_t kind = 0;
  std::int32_t number = 0;         // of the call, or of the signal
  std::uint32_t architecture = 0;  // of a call: AUDIT_ARCH_*
  std::uint32_t reserved = 0;
  std::uint64_t address = 0;  // that was accessed; of a call where it was made
};
static_assert(sizeof(LastWords) == 32);

// The last words at the end of what was received, if it ends with any.
std::optional<LastWords> last_words_in(std::string_view bytes);

// As the end of a sentence about the plugin: "called socket, which no plugin may", "overflowed its stack".
std::string in_words(const LastWords& words);

}  // namespace deckle
