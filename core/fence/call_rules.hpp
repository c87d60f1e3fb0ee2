// THE list of what plugin code may ask of the kernel. What is not in it is refused.
#pragma once
#include <cstdint>
#include <span>

namespace deckle {

// What the process is about to do: load libraries, that and fork (a zygote), or only compute (a worker).
enum class Phase : unsigned { loading = 1, loading_and_forking = 2, working = 4 };

// One way in which a call is taken; a call may have several, of which the first that fits decides.
struct CallRule {
  enum Test : std::uint8_t {
    always,
    equal,    // the low half of the argument is `value`
    to_self,  // it is the number of this process
    null,     // the argument, a pointer, is null
    without,  // it has none of the bits of `value`
    with      // it has one of them
  };
  int call;
  unsigned phases;  // bits of Phase
  Test test = always;
  std::uint8_t argument = 0;
  std::uint32_t value = 0;
  std::uint16_t answer = 0;  // 0: the call is made; otherwise the error number that it gives instead
};

std::span<const CallRule> call_rules();

}  // namespace deckle
