// Tries something behind the fence, in a process of its own: whether the kernel keeps its word is seen, not asked.
#pragma once
#include <functional>
#include <optional>

#include "fence/fence.hpp"
#include "fence/last_words.hpp"

namespace deckle {

struct Trial {
  FenceState state;                // of the process that tried
  std::optional<int> result;       // what `attempt` gave; nothing when it did not return
  std::optional<LastWords> words;  // of a process that died of it
};

// `loading`: behind enter_fence(), as when a library is loaded; `working`: in a child of such a process, behind
// close_fence(). Of the rules parent_process, last_words and may_fork are set here. Forks: call it before any thread is
// started. Nothing is known of a process that could not be started or was killed: an empty Trial.
Trial try_loading(FenceRules rules, const std::function<int()>& attempt);
Trial try_working(FenceRules rules, const std::function<int()>& attempt);

}  // namespace deckle
