// A child process for code that may do anything: it answers through a pipe within a time limit, and nothing of it, nor
// of what it has started, is left afterwards.
#pragma once
#include <chrono>
#include <cstddef>
#include <functional>
#include <string>

#include "diagnostics/result.hpp"

namespace deckle {

struct ChildAnswer {
  bool in_time = true;  // false: it was killed
  int status = 0;       // as waitpid() has it
  std::string bytes;    // what it wrote; if these are more than it may write, it was killed
};

// `work` is called in the child, in a process group of its own, with the descriptor that it answers to; the child ends
// with status 0 when it returns, with 1 when it throws. A problem: the system has no pipe or process to give.
Result<ChildAnswer> ask_child(const std::function<void(int answers)>& work, std::chrono::milliseconds time_limit,
                              std::size_t most_bytes);

}  // namespace deckle
