// The plugin as in a run: behind the fence, and by the clock.
#include <deckle/text.h>
#include <fmt/format.h>
#include <malloc.h>
#include <unistd.h>

#include <algorithm>
#include <ctime>
#include <fstream>

#include "check/checks.hpp"
#include "check/subject.hpp"
#include "fence/fence.hpp"
#include "host/executable.hpp"
#include "host/library_folders.hpp"

namespace deckle::checking {
namespace {

constexpr double most_time_for_node = 20'000;           // nanoseconds
constexpr double most_bytes_for_node = 8192;            // of memory at work
constexpr std::uint64_t least_that_counts = 16u << 20;  // bytes that a plugin may take for any document
constexpr std::uint64_t least_nodes = 1000;             // of a document whose memory says something of a node
constexpr std::size_t bytes_of_standard = 256 * 1024;

// Of this process, so that a busy machine makes nothing slower.
double processor_nanoseconds() {
  timespec now{};
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
  return static_cast<double>(now.tv_sec) * 1e9 + static_cast<double>(now.tv_nsec);
}

Trial try_once(Subject& subject, const LoadedComponent& component, Instance& instance) {
  const std::string input = subject.samples().empty() ? "a\n\nb\n" : subject.samples()[0];
  return instance.work(input, component.manifest->role == Role::reader ? nullptr : &subject.documents()[0]);
}

// The first sample again and again, where its format has a document grow by that; else once.
std::string standard_input(Subject& subject, Instance& reader) {
  const std::string sample = subject.samples().empty() ? "a\n\nb\n" : subject.samples()[0];
  std::string large;
  while (!sample.empty() && large.size() < bytes_of_standard) large += sample;
  const std::optional<Block> once = reader.read(sample).document, often = reader.read(large).document;
  return once && often && often->document().size() > 2 * once->document().size() ? large : sample;
}

// A line of /proc/self/status, in bytes; 0 where there is none.
std::uint64_t memory_of_process(std::string_view what) {
  std::ifstream status("/proc/self/status");
  for (std::string name; status >> name; status.ignore(4096, '\n'))
    if (std::uint64_t kibibytes = 0; name == what && status >> kibibytes) return kibibytes * 1024;
  return 0;
}

// The most memory that `work` has at a time, beside what was there before, bytes.
template <class Work>
std::uint64_t peak_of(Work work) {
  malloc_trim(0);
  std::ofstream("/proc/self/clear_refs") << "5";  // the peak so far is forgotten
  const std::uint64_t before = memory_of_process("VmRSS:");
  work();
  return std::max(memory_of_process("VmHWM:"), before) - before;
}

struct Cost {
  std::uint64_t nodes = 0, bytes = 0;  // of memory
  double nanoseconds = 0;
  double of_node(double what) const { return what / static_cast<double>(std::max<std::uint64_t>(nodes, 1)); }
};

Cost cost_of(Subject& subject, const LoadedComponent& component, Instance& instance) {
  const bool is_reader = component.manifest->role == Role::reader;
  const std::string input = is_reader ? standard_input(subject, instance) : std::string();
  const Block* const document = is_reader ? nullptr : &subject.standard_document();
  Cost cost;
  const auto work = [&] {
    const Trial trial = instance.work(input, document);
    if (document != nullptr) cost.nodes = document->document().size();
    else if (trial.document) cost.nodes = trial.document->document().size();
  };
  cost.bytes = peak_of(work);
  cost.nanoseconds = 1e12;
  for (int run = 0; run < 5; ++run) {
    const double begun = processor_nanoseconds();
    work();
    cost.nanoseconds = std::min(cost.nanoseconds, processor_nanoseconds() - begun);
  }
  return cost;
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
    const Cost cost = cost_of(subject, component, *instance);
    if (cost.nodes == 0) continue;
    const double time = cost.of_node(cost.nanoseconds), bytes = cost.of_node(static_cast<double>(cost.bytes));
    if (time > most_time_for_node)
      return failed(fmt::format("{} takes {:.0f} us for a node", name_of(component), time / 1e3));
    if (cost.bytes > least_that_counts && bytes > most_bytes_for_node)
      return failed(fmt::format("{} takes {:.0f} KiB of memory for a node", name_of(component), bytes / 1024));
    figures.push_back(fmt::format("{} {:.0f} ns", name_of(component), time));
    if (cost.nodes >= least_nodes) figures.back() += fmt::format(" and {:.0f} bytes", bytes);
  }
  return passed(figures.empty() ? "" : fmt::format("for a node: {}", fmt::join(figures, ", ")));
}

}  // namespace deckle::checking
