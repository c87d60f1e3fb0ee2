// What holds for every call: whatever the component, the process, the host's memory and limits.
#include <fmt/format.h>
#include <malloc.h>
#include <sys/resource.h>
#include <unistd.h>

#include <clocale>
#include <cstring>
#include <ctime>
#include <fstream>
#include <functional>
#include <locale>

#include "check/checks.hpp"
#include "check/other_host.hpp"
#include "check/random.hpp"
#include "check/subject.hpp"
#include "diagnostics/stopwatch.hpp"
#include "host/child.hpp"
#include "host/identity.hpp"
#include "io/descriptor.hpp"
#include "job/option_values.hpp"

namespace deckle::checking {
namespace {

constexpr std::uint64_t cancel_time = 50'000;  // microseconds
constexpr int least_runs = 3, most_runs = 10;
constexpr std::size_t most_refused = 200;  // questions for memory, each of which is refused once

// One input of a component, as a call of it.
struct Call {
  LoadedComponent component;
  std::string input;  // of a reader
  const Block* document = nullptr;

  GivenInput given() const { return document ? checking::given(*document) : checking::given(input); }
  Trial by(Instance& instance, const Conditions& under = {}) const { return instance.work(input, document, under); }
};

// Every component with every sample or document.
std::vector<Call> calls_of(Subject& subject) {
  const std::vector<std::string> inputs = subject.inputs();
  std::vector<Call> made;
  for (const LoadedComponent& component : subject.components()) {
    const bool is_reader = component.manifest->role == Role::reader;
    for (const std::string& input : inputs)
      if (is_reader) made.push_back({component, input});
    for (const Block& document : subject.documents())
      if (!is_reader) made.push_back({component, {}, &document});
  }
  return made;
}

// The first call of which `judge` says something.
Finding each_call(Subject& subject, const std::function<std::string(const Call&, Instance&)>& judge) {
  for (const Call& call : calls_of(subject)) {
    const std::unique_ptr<Instance> instance = Instance::make(subject, call.component);
    if (!instance) continue;
    if (std::string problem = judge(call, *instance); !problem.empty())
      return failed(fmt::format("{}: {}", name_of(call.component), problem), call.given());
  }
  return passed();
}

// What a process makes of all calls: a hash for each.
std::string all_results(Subject& subject) {
  std::string made;
  for (const Call& call : calls_of(subject)) {
    const std::unique_ptr<Instance> instance = Instance::make(subject, call.component);
    made += instance ? sha256_of(call.by(*instance).result()) + ' ' + name_of(call.component) + '\n' : "-\n";
  }
  return made;
}

// As deep as a run lets documents be.
Block deep_document() {
  DocumentBuilder builder;
  builder.begin({});
  dk_builder& to = *builder.face();
  const auto open = [&](Kind kind) { to.open(to.ctx, static_cast<std::uint16_t>(kind), {}, nullptr); };
  constexpr std::uint32_t deep = 500;
  open(Kind::document), open(Kind::metadata), to.close(to.ctx, 1), open(Kind::body);
  for (std::uint32_t level = 0; level < deep; ++level) open(Kind::block_quote);
  open(Kind::paragraph), to.close(to.ctx, deep + 3);
  return *builder.finish();
}

struct Elsewhere {
  const char *what, *time_zone, *locale;
  unsigned wait_ms;
};
constexpr Elsewhere elsewhere[] = {{"another time zone", "Pacific/Chatham", "C", 0},
                                   {"another locale", "UTC", "tr_TR.UTF-8", 0},
                                   {"a second later", "UTC", "C", 1100},
                                   {"other addresses", "UTC", "C", 0}};

// Memory lies elsewhere, and what is not set holds other bytes.
void disturb_memory(std::uint64_t seed) {
  mallopt(M_PERTURB, static_cast<int>(17 + seed));
  static std::vector<std::unique_ptr<char[]>> kept;
  naive::Random random(seed);
  for (int k = 0; k < 300; ++k) kept.push_back(std::make_unique<char[]>(1 + random.below(3000)));
  for (std::size_t k = 0; k < kept.size(); k += 2) kept[k].reset();
}

std::string results_in(const Elsewhere& place, std::uint64_t seed, const CheckSettings& settings) {
  const auto work = [&](int answers) {
    setenv("TZ", place.time_zone, 1), setenv("LC_ALL", place.locale, 1);
    tzset();
    std::setlocale(LC_ALL, "");
    disturb_memory(seed);
    usleep(place.wait_ms * 1000);
    Subject subject(settings);
    static_cast<void>(write_all(answers, subject.load() ? all_results(subject) : std::string()));
  };
  const Result<ChildAnswer> answer = ask_child(work, std::chrono::minutes(1), 64u << 20);
  return answer && answer->in_time && answer->status == 0 ? answer->bytes : "";
}

// Whether the call ends a process that can have so much more memory from the system, bytes, and no more.
bool dies_within(rlim_t room, const Call& call, Instance& instance) {
  const auto work = [&](int) {
    std::uint64_t pages = 0;
    std::ifstream("/proc/self/statm") >> pages;
    const rlim_t most = pages * static_cast<rlim_t>(sysconf(_SC_PAGESIZE)) + room;
    const rlimit limit{most, most};
    setrlimit(RLIMIT_AS, &limit);
    call.by(instance);
  };
  const Result<ChildAnswer> answer = ask_child(work, std::chrono::minutes(1), 0);
  return answer && answer->status != 0;
}

// The number of the question for memory, from 1, whose refusal makes another result that is said to be good; 0: none.
std::size_t lost_in_silence(const Call& call, Instance& instance, const std::string& whole, bool scratch_only) {
  for (std::size_t refused = 0; refused < most_refused; ++refused) {
    const Trial trial = call.by(instance, {.refuses = refused, .refuses_scratch_only = scratch_only});
    if (trial.asked <= refused) return 0;
    if (trial.is_good() && trial.result() != whole) return refused + 1;
  }
  return 0;
}

// What becomes of calls when malloc has nothing to give: something to know, and no promise.
std::string without_malloc(Subject& subject) {
#ifdef __SANITIZE_ADDRESS__
  return "";  // its own memory counts too
#endif
  unsigned tried = 0, ended = 0;
  for (const Call& call : calls_of(subject)) {
    const std::unique_ptr<Instance> instance = Instance::make(subject, call.component);
    for (const rlim_t room : {rlim_t{0}, rlim_t{64u << 10}, rlim_t{1u << 20}}) {
      if (!instance) continue;
      ++tried;
      ended += dies_within(room, call, *instance);
    }
  }
  return fmt::format("with no more memory from malloc {} of {} calls end the process", ended, tried);
}

}  // namespace

Finding determinism(Subject& subject) {
  const std::string first = results_in({"", "UTC", "C", 0}, 1, subject.settings());
  if (first.empty()) return skipped("it cannot be loaded, or dies");
  std::uint64_t seed = 2;
  for (const Elsewhere& place : elsewhere) {
    const std::string other = results_in(place, seed++, subject.settings());
    if (other == first) continue;
    const std::size_t at = static_cast<std::size_t>(
        std::mismatch(first.begin(), first.end(), other.begin(), other.end()).first - first.begin());
    const std::size_t begin = first.rfind('\n', at) + 1, end = first.find('\n', at);
    const std::string line = first.substr(begin, end - begin);
    return failed(
        fmt::format("{}: {} gives another result", line.substr(std::min(line.size(), line.find(' ') + 1)), place.what));
  }
  return passed(
      fmt::format("{} calls in {} processes", std::count(first.begin(), first.end(), '\n'), 1 + std::size(elsewhere)));
}

Finding fresh_instance(Subject& subject) {
  const std::vector<Call> calls = calls_of(subject);
  for (const Call& call : calls) {
    const std::unique_ptr<Instance> fresh = Instance::make(subject, call.component);
    const std::unique_ptr<Instance> used = Instance::make(subject, call.component);
    if (!fresh || !used) continue;
    for (const Call& other : calls)
      if (other.component.tables == call.component.tables) other.by(*used);
    if (call.by(*used).result() != call.by(*fresh).result())
      return failed(fmt::format("{}: something of an earlier document is left", name_of(call.component)), call.given());
  }
  return passed();
}

Finding cancel(Subject& subject) {
  static const volatile std::uint32_t cancelled = 1;
  std::uint64_t slowest = 0;
  const Finding found = each_call(subject, [&](const Call& call, Instance& instance) -> std::string {
    Call large = call;
    while (!large.input.empty() && large.input.size() < (2u << 20)) large.input += call.input;
    std::uint64_t best = UINT64_MAX;  // other work of the machine may hold it up
    for (int run = 0; run < most_runs && (run < least_runs || best > cancel_time); ++run) {
      const Stopwatch stopwatch;
      const Trial trial = large.by(instance, {.cancel = &cancelled});
      best = std::min(best, stopwatch.microseconds());
      for (const Diagnostic& one : trial.said)
        if (one.code == "host.plugin-fault") return one.message;
    }
    slowest = std::max(slowest, best);
    return best > cancel_time ? fmt::format("cancelled, it took {} ms", best / 1000) : "";
  });
  return found.verdict == Verdict::passed ? passed(fmt::format("{:.1f} ms at most", static_cast<double>(slowest) / 1e3))
                                          : found;
}

Finding memory(Subject& subject) {
  const Finding found = each_call(subject, [](const Call& call, Instance& instance) -> std::string {
    const std::string before = call.by(instance).result();
    for (const bool scratch_only : {false, true})
      if (const std::size_t lost = lost_in_silence(call, instance, before, scratch_only); lost > 0)
        return fmt::format("its question {} for memory is refused, and it says that all went well", lost);
    return call.by(instance).result() == before ? "" : "afterwards it works otherwise";
  });
  return found.verdict == Verdict::passed ? passed(without_malloc(subject)) : found;
}

Finding broken_streams(Subject& subject) {
  return each_call(subject, [](const Call& call, Instance& instance) -> std::string {
    if (call.component.manifest->role == Role::transform) return "";
    const Trial whole = call.by(instance);
    std::size_t size = call.input.size();
    for (const auto& [part, bytes] : whole.written) size += bytes.size();
    if (!whole.is_good() || size == 0) return "";
    for (const std::size_t at : {std::size_t{0}, size / 2, size - 1})
      if (call.by(instance, {.broken_at = at}).is_good())
        return fmt::format("the stream broke at byte {} of {}, and it says that all went well", at, size);
    return "";
  });
}

Finding limits(Subject& subject) {
  const Block deep = deep_document();
  return each_call(subject, [&](const Call& call, Instance& instance) -> std::string {
    for (const std::uint32_t most : {1u, 3u, 10u}) {
      Conditions tight;
      tight.limits.max_nodes = most;
      tight.limits.max_depth = most + 2;
      call.by(instance, tight);  // whatever it makes of it, it comes back
    }
    if (call.document == nullptr) return "";
    Call nested = call;
    nested.document = &deep;
    const Trial trial = nested.by(instance);
    return trial.is_good() ? "" : "quotations nested 500 deep: " + trial.why();
  });
}

// What it makes there may be less; it lives, and says so.
Finding older_host(Subject& subject) {
  return each_call(subject, [&](const Call& call, Instance&) -> std::string {
    for (const Release release : {Release::first, Release::without}) {
      std::vector<Diagnostic> said;
      const std::unique_ptr<Instance> older = Instance::make(subject, called_by_host_of(release, call.component),
                                                             default_options(*call.component.manifest), said);
      if (older) said = call.by(*older).said;
      for (const Diagnostic& one : said)
        if (one.code == "host.plugin-fault" || one.code == "host.plugin-failed") return one.message;
    }
    return "";
  });
}

Finding newer_host(Subject& subject) {
  return each_call(subject, [&](const Call& call, Instance& instance) -> std::string {
    const std::unique_ptr<Instance> newer = Instance::make(subject, called_by_host_of(Release::later, call.component));
    if (!newer) return "a host whose tables are longer cannot make it";
    const std::string result = call.by(*newer).result();
    return result == call.by(instance).result() ? "" : "tables and records that are longer give another result";
  });
}

}  // namespace deckle::checking
