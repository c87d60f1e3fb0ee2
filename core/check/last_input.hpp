// What a reader had in hand when its process ended, in memory that a process shares with those it forks; and the least
// of it that still ends one.
#pragma once
#include <cstdint>
#include <functional>
#include <string>
#include <string_view>

namespace deckle::checking {

class LastInput {
 public:
  LastInput();  // without memory nothing is remembered
  ~LastInput();
  LastInput(const LastInput&) = delete;

  void begin(std::string_view bytes);  // those that are too long are not remembered
  void end();                          // it came back
  // Empty: nothing was in hand.
  std::string bytes() const;

 private:
  struct Shared;
  Shared* m_shared;
};

// As much taken away from the input as can be, within ten seconds, while it still does what it does.
std::string smallest(std::string input, const std::function<bool(const std::string& input)>& still_does);

}  // namespace deckle::checking
