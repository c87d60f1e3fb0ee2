#include "cli/workforce.hpp"

#include <fmt/format.h>
#include <sched.h>

#include <set>
#include <string_view>

#include "host/detect.hpp"
#include "job/scalars.hpp"

namespace deckle {
namespace {

// Those that this process may use, which in a container are fewer than the machine has.
unsigned processors() {
  cpu_set_t set;
  CPU_ZERO(&set);
  const int count = sched_getaffinity(0, sizeof set, &set) == 0 ? CPU_COUNT(&set) : 1;
  return static_cast<unsigned>(std::max(count, 1));
}

std::string_view suffix_of(std::string_view path) {
  const std::size_t dot = path.rfind('.'), slash = path.rfind('/');
  return dot == std::string_view::npos || (slash != std::string_view::npos && dot < slash) ? std::string_view()
                                                                                           : path.substr(dot);
}

// By the names of the documents alone: who turns out to need another reader can still have it.
std::vector<Need> likely_needs(const Recipe& recipe, const Registry& registry) {
  std::set<std::string_view> suffixes;
  std::set<std::string> readers;
  for (const DocumentTask& task : recipe.documents)
    if (task.reader == DocumentTask::detect_reader && suffixes.insert(suffix_of(task.places.input)).second)
      if (const auto claims = detect(registry, {}, task.places.input, {}); !claims.empty())
        readers.insert(claims.front().reader.manifest->name);
  std::vector<Need> needs;
  for (const std::string& reader : readers) needs.push_back({Need::reader, reader});
  return needs;
}

}  // namespace

void add_workforce_arguments(Arguments& arguments, WorkforceArguments& said) {
  arguments.value("-j,--jobs", said.jobs, "N", "Convert N documents at a time (as many as there are processors)");
  arguments.choice("--isolation", said.isolation, {"workers", "fork", "none"},
                   "Run plugins in worker processes, a fresh process for each document, or this process");
}

void apply(const JobLimits& limits, WorkforceSettings& settings) {
  if (limits.time_ms != 0) settings.crew.time = std::chrono::milliseconds(limits.time_ms);
  if (limits.memory_bytes != 0) settings.crew.limits.memory = limits.memory_bytes;
}

Result<void> apply(const WorkforceArguments& said, WorkforceSettings& settings) {
  if (!said.isolation.empty()) settings.isolation = isolation(said.isolation);
  if (!said.jobs.empty() && said.jobs != "auto") {
    const std::optional<std::int64_t> count = int_of(said.jobs);
    if (!count || *count < 1 || *count > 1024)
      return error("run.jobs", fmt::format("--jobs {}: it has to be a number from 1 to 1024, or auto", said.jobs));
    settings.crew.workers = static_cast<unsigned>(*count);
  }
  if (settings.isolation == Isolation::none && settings.crew.sandbox_required)
    return error("run.sandbox", "plugins that run in this process have no fence around them, and the job requires one",
                 "isolation: workers has it; run: sandbox: auto does without");
  if (settings.crew.workers == 0) settings.crew.workers = processors();
  return {};
}

Workforce::Workforce(Session& session, const Recipe& recipe, Files& files, UseOfDetected use_of_detected,
                     const WorkforceSettings& settings)
    : m_session(session),
      m_recipe(recipe),
      m_notes(settings.crew.workers + 2),
      m_workshop(recipe, session.registry(), session.host(), session.loader(), files, std::move(use_of_detected),
                 &m_notes),
      m_place{recipe, m_workshop, files, session.registry(), session.host(), session.loader(), m_notes},
      m_here(m_workshop) {
  if (settings.isolation == Isolation::none) return;
  CrewSettings crew = settings.crew;
  crew.one_document_each = settings.isolation == Isolation::fork;
  crew.limits.output_bytes = recipe.limits.max_bytes_out;
  m_workers.emplace(m_place, crew);
}

Crew& Workforce::crew() {
  if (!m_workers) return m_here;
  m_workers->expect(likely_needs(m_recipe, m_session.registry()));
  return *m_workers;
}

}  // namespace deckle
