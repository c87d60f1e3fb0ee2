// The plugin as in a run: behind the fence, and by the clock.
#include <deckle/text.h>
#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <ctime>

#include "check/checks.hpp"
#include "check/subject.hpp"
#include "fence/fence.hpp"
#include "host/executable.hpp"
#include "host/library_folders.hpp"

namespace deckle::checking {
namespace {

constexpr double most_for_a_node = 20'000;  // nanoseconds

// Of this process, so that a busy machine makes nothing slower.
double processor_nanoseconds() {
  timespec now{};
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
  return static_cast<double>(now.tv_sec) * 1e9 + static_cast<double>(now.tv_nsec);
}

Trial try_once(Subject& subject, const LoadedComponent& component, Instance& instance) {
  const std::string input = subject.samples().empty() ? "a\n\nb\n" : subject.samples()[0];
  if (component.manifest->role == Role::reader) return instance.read(input);
  if (component.manifest->role == Role::transform) return instance.change(subject.documents()[0]);
  return instance.write(subject.documents()[0]);
}

}  // namespace

Finding sandbox(Subject& subject) {
  static_cast<void>(subject.documents());
  FenceRules rules;
  rules.parent_process = getppid();
  rules.last_words = subject.last_words();
  rules.may_fork = true;  // the process can close the fence further
  rules.readable = library_folders(subject.settings().library);
  rules.readable.push_back(subject.settings().library);
  rules.readable.push_back(own_library_folder());
  const FenceState entered = enter_fence(rules);
  if (const Result<void> loaded = subject.load(); !loaded) return skipped(loaded.problem().message);
  static_cast<void>(subject.host().extension(DK_EXT_TEXT));  // as a run has it, when it is asked for
  close_fence(rules, entered);
  for (const LoadedComponent& component : subject.components())
    if (const std::unique_ptr<Instance> instance = Instance::make(subject, component))
      try_once(subject, component, *instance);
  return passed();
}

Finding budget(Subject& subject) {
  std::vector<std::string> figures;
  for (const LoadedComponent& component : subject.components()) {
    const std::unique_ptr<Instance> instance = Instance::make(subject, component);
    if (!instance) continue;
    double best = 1e9;
    std::uint64_t nodes = 0;
    for (int run = 0; run < 5; ++run) {
      const double begun = processor_nanoseconds();
      const Trial trial = try_once(subject, component, *instance);
      best = std::min(best, processor_nanoseconds() - begun);
      nodes = component.manifest->role != Role::reader ? subject.documents()[0].document().size()
              : trial.document                         ? trial.document->document().size()
                                                       : 0;
    }
    const double each = best / static_cast<double>(std::max<std::uint64_t>(nodes, 1));
    if (nodes > 0 && each > most_for_a_node)
      return failed(fmt::format("{} takes {:.0f} us for a node", name_of(component), each / 1e3));
    if (nodes > 0) figures.push_back(fmt::format("{} {:.0f} ns", name_of(component), each));
  }
  return passed(fmt::format("{}", fmt::join(figures, ", ")));
}

}  // namespace deckle::checking
