// One check in a child of this process. It says what it found through a pipe; what it does not say is told by how it
// ended.
#include <fmt/format.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <csignal>
#include <cstring>
#include <exception>
#include <optional>

#include "check/check.hpp"
#include "check/smallest.hpp"
#include "check/subject.hpp"
#include "fence/last_words.hpp"
#include "fence/sanitizer.hpp"
#include "host/byte_access.hpp"
#include "host/child.hpp"
#include "io/descriptor.hpp"

namespace deckle::checking {
namespace {

constexpr rlim_t most_memory = 4ull << 30;  // bytes of private data
constexpr std::size_t largest_answer = 64u << 20;

// It was written by a process that ran plugin code: what it says is a document may be none.
constexpr auto fields = [](auto& access, Finding& finding) {
  GivenInput input = finding.reproducer.value_or(GivenInput());
  bool has_input = finding.reproducer.has_value();
  const bool good = access.number("verdict", finding.verdict) && finding.verdict <= Verdict::skipped &&
                    access.text("text", finding.text) && access.number("has input", has_input) &&
                    access.text("input", input.bytes) && access.number("is document", input.is_document);
  if (has_input) finding.reproducer = std::move(input);
  return good;
};

// What a plugin does to its process: ended, or limited, before it is told.
[[noreturn]] void check_and_exit(const Check& check, const CheckSettings& settings, int answers, LastInput& last) {
  const rlimit no_core{0, 0}, memory{most_memory, most_memory};
  setrlimit(RLIMIT_CORE, &no_core);
  if (!address_sanitizer) setrlimit(RLIMIT_DATA, &memory);
  Finding finding;
  try {
    Subject subject(settings, answers, &last);
    const Result<void> loaded = check.loading == Loading::done ? subject.load() : Result<void>();
    finding = loaded ? check.run(subject) : skipped(loaded.problem().message);
  } catch (const std::exception& thrown) {
    finding = failed(fmt::format("it threw an exception: {}", thrown.what()));
  } catch (...) {
    finding = failed("it threw an exception");
  }
  std::string bytes;
  ByteWriter writer(bytes);
  fields(writer, finding);
  static_cast<void>(write_all(answers, bytes));
  _exit(0);
}

// What came of a child. Nothing of its own: the plugin ended it, or was not done in time.
struct Ended {
  std::optional<Finding> finding = {};
  std::string how = {};
};

Ended how_it_ended(std::string_view answer, int status) {
  ByteReader reader(answer);
  Finding finding;
  if (WIFEXITED(status) && WEXITSTATUS(status) == 0 && fields(reader, finding) && reader.at_end()) return {finding};
  if (const auto words = last_words_in(answer)) return {{}, "the plugin " + in_words(*words)};
  if (WIFSIGNALED(status))
    return {{}, fmt::format("the process died of signal {} ({})", WTERMSIG(status), strsignal(WTERMSIG(status)))};
  return {{}, fmt::format("the plugin ended the process (exit status {})", WEXITSTATUS(status))};
}

Ended run_in_child(const Check& check, const CheckSettings& settings, LastInput& last) {
  const auto work = [&](int answers) { check_and_exit(check, settings, answers, last); };
  const Result<ChildAnswer> answer = ask_child(work, check.time, largest_answer);
  if (!answer) return {skipped(answer.problem().message)};
  if (!answer->in_time) return {{}, fmt::format("it was not done within {} s", check.time.count() / 1000)};
  return how_it_ended(answer->bytes, answer->status);
}

Finding work_on_it(Subject& subject) {
  const GivenInput& input = *subject.settings().only;
  if (input.is_document && subject.documents().empty()) return passed();  // it is none
  for (const LoadedComponent& component : subject.components())
    if (const std::unique_ptr<Instance> instance = Instance::make(subject, component)) {
      if (component.manifest->role == Role::transform && input.is_document) instance->change(subject.documents()[0]);
      if (component.manifest->role == Role::exporter && input.is_document) instance->write(subject.documents()[0]);
      if (component.manifest->role == Role::reader && !input.is_document) instance->read(input.bytes);
    }
  return passed();
}

Ended try_with(const Check& check, const CheckSettings& settings, const GivenInput& input) {
  CheckSettings with_input = settings;
  with_input.only = input;
  LastInput last;
  return run_in_child(check, with_input, last);
}

// Whether working on this, and on nothing before it, ends a process.
bool ends_a_process(const CheckSettings& settings, const GivenInput& input) {
  static const Check trial = {"", Level::must, "", work_on_it, std::chrono::seconds(1)};
  return !try_with(trial, settings, input).finding;
}

bool fails(const Check& check, const CheckSettings& settings, const GivenInput& input) {
  const std::optional<Finding> finding = try_with(check, settings, input).finding;
  return finding && finding->verdict == Verdict::failed;
}

}  // namespace

Finding run_check(const Check& check, const CheckSettings& settings) {
  LastInput last;
  Ended ended = run_in_child(check, settings, last);
  const bool has_ended = !ended.finding;
  Finding finding = has_ended ? failed(ended.how) : std::move(*ended.finding);
  if (has_ended) finding.reproducer = last.taken();
  if (finding.reproducer && finding.verdict == Verdict::failed)
    finding.reproducer = smallest(std::move(*finding.reproducer), [&](const GivenInput& input) {
      return has_ended ? ends_a_process(settings, input) : fails(check, settings, input);
    });
  return finding;
}

}  // namespace deckle::checking
