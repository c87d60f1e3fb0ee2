// What a component had in hand when its process ended, in memory that a process shares with those it forks.
#pragma once
#include <optional>
#include <string_view>

#include "check/check.hpp"

namespace deckle::checking {

class LastInput {
 public:
  LastInput();  // without memory nothing is remembered
  ~LastInput();
  LastInput(const LastInput&) = delete;

  void begin(std::string_view bytes, bool is_document);  // what is too long is not remembered
  void end();                                            // it came back
  // Nothing: nothing was in hand.
  std::optional<GivenInput> taken() const;

 private:
  struct Shared;
  Shared* m_shared;
};

}  // namespace deckle::checking
