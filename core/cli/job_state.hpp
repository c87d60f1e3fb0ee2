// What `run` takes about the state of a job, and where that lies.
#pragma once
#include <memory>
#include <string>

#include "cli/arguments.hpp"
#include "cli/job_file.hpp"
#include "engine/shard.hpp"
#include "state/run_state.hpp"

namespace deckle {

struct StateArguments {
  std::string folder;
  Shard shard = {};  // each has a state of its own
  bool none = false, no_wait = false, force = false, retry_failed = false, prune = false, explain = false;
};
// "" or "/shard-2-of-4": the folder of a share's state and reports, below that of the job.
std::string folder_of_shard(const Shard& shard);
void add_state_arguments(Arguments& arguments, StateArguments& state);

struct OpenedState {
  std::unique_ptr<RunState> state;  // null: the run does without
  bool is_busy = false;             // another run holds it, and nobody wants to wait
};

// `is_dry`: nothing is written. What is wrong has been printed. The job has to outlive the state.
OpenedState open_state(Session& session, const PlannedJob& job, const JobArguments& said_of_job,
                       const StateArguments& arguments, bool is_dry);

}  // namespace deckle
