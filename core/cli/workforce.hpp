// Who makes the documents of a command: this process or workers, as the job and the command line say.
#pragma once
#include <memory>
#include <optional>
#include <string>

#include "cli/session.hpp"
#include "job/isolation.hpp"
#include "job/limits.hpp"
#include "process/worker_crew.hpp"

namespace deckle {

// What the command line says about it; empty: the job's own.
struct WorkforceArguments {
  std::string jobs, isolation;
};
void add_workforce_arguments(Arguments& arguments, WorkforceArguments& said);

struct WorkforceSettings {
  Isolation isolation = Isolation::workers;
  CrewSettings crew;  // workers: 0 are as many as there are processors
};
void apply(const JobLimits& limits, WorkforceSettings& settings);
// Lays what was said over the settings; a problem says what is wrong with it.
Result<void> apply(const WorkforceArguments& said, WorkforceSettings& settings);

class Workforce {
 public:
  // All have to outlive it. Workers have the plan of the recipe as it is when they are prepared.
  Workforce(Session& session, const Recipe& recipe, Files& files, UseOfDetected use_of_detected,
            const WorkforceSettings& settings);

  // When the recipe has its documents.
  Crew& crew();

 private:
  Session& m_session;
  const Recipe& m_recipe;
  WorkNotes m_notes;
  Workshop m_workshop;
  Workplace m_place;
  LocalCrew m_here;
  std::optional<WorkerCrew> m_workers;
};

}  // namespace deckle
