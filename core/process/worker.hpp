// A process that makes documents, one at a time, for a supervisor: it has the plugins, and neither files nor anything
// else that is not sent to it.
#pragma once
#include "engine/planned_answers.hpp"
#include "engine/workshop.hpp"
#include "process/wire.hpp"
#include "process/work_notes.hpp"

namespace deckle {

// What a worker works with. All of it lies in the process that it was forked from.
struct Workplace {
  const Recipe& recipe;
  Workshop& workshop;
  Files& files;  // for those who may open any
  const Registry& registry;
  HostTable& host;
  PluginLoader& loader;
  WorkNotes& notes;
};

// Answers that the plan tells are found in `plan`, if there is one; the others are asked for.
// Until the supervisor closes the channel, or is gone. What is open above the descriptor `highest` between two
// documents was left by a plugin, and is closed.
[[noreturn]] void work(const Channel& channel, const Workplace& place, PlannedAnswers* plan, int highest);

}  // namespace deckle
