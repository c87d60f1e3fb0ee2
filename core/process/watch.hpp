// Running a job again whenever something that it reads has changed.
//
// Every run is a process of its own, forked from one that has loaded nothing: job, bases and plugins are read anew each
// time, and what a run leaves behind goes with it. It says over a pipe what there is to be watched.
#pragma once
#include <functional>
#include <set>
#include <string>

#include "io/descriptor.hpp"

namespace deckle {

// What a run reads; all paths absolute.
struct Watched {
  std::set<std::string> trees;    // folders, with all below them
  std::set<std::string> folders;  // folders alone
  std::set<std::string> ignored;  // what the run writes each time; folders with all below them
};

// For the run: says what is to be watched. Nothing happens when nobody watches (an invalid descriptor).
void tell_watcher(const Descriptor& pipe, const Watched& watched);

// `run` is called in a child process with the pipe, `is_first`: it is the first time; its result is the exit code.
// Until Ctrl-C, or until nothing can be watched; gives the exit code.
int watch(const std::function<int(Descriptor pipe, bool is_first)>& run);

}  // namespace deckle
