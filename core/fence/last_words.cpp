#include "fence/last_words.hpp"

#include <cstring>

#include "fence/call_names.hpp"

namespace deckle {

std::optional<LastWords> last_words_in(std::string_view bytes) {
  LastWords words;
  if (bytes.size() < sizeof words) return std::nullopt;
  std::memcpy(&words, bytes.data() + bytes.size() - sizeof words, sizeof words);
  if (words.mark != LastWords::signature || words.kind < LastWords::refused_call ||
      words.kind > LastWords::out_of_memory)
    return std::nullopt;
  return words;
}

std::string in_words(const LastWords& words) {
  switch (words.kind) {
    case LastWords::refused_call:
      return fmt::format("called {}, which no plugin may", call_name(words.number, words.architecture));
    case LastWords::stack_overflow: return "overflowed its stack";
    case LastWords::out_of_memory: return "had no memory left for what it had to say";
    default: return fmt::format("crashed: signal {} ({})", words.number, strsignal(words.number));
  }
}

}  // namespace deckle
