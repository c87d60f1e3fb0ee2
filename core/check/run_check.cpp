// One check in a child of this process. It says what it found through a pipe; what it does not say is told by how it
// ended.
#include <fcntl.h>
#include <fmt/format.h>
#include <poll.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cerrno>
#include <csignal>
#include <cstring>
#include <exception>
#include <optional>

#include "check/check.hpp"
#include "check/subject.hpp"
#include "fence/last_words.hpp"
#include "host/byte_access.hpp"
#include "io/descriptor.hpp"

namespace deckle::checking {
namespace {

using Clock = std::chrono::steady_clock;

constexpr rlim_t most_memory = 4ull << 30;  // bytes of private data
constexpr std::size_t largest_answer = 64u << 20;

constexpr auto fields = [](auto& access, Finding& finding) {
  return access.number("verdict", finding.verdict) && finding.verdict <= Verdict::skipped &&
         access.text("text", finding.text) && access.text("reproducer", finding.reproducer);
};

// What a plugin does to its process: ended, or limited, before it is told.
[[noreturn]] void check_and_exit(const Check& check, const CheckSettings& settings, int answers, LastInput& last) {
  setpgid(0, 0);
  const rlimit no_core{0, 0}, memory{most_memory, most_memory};
  setrlimit(RLIMIT_CORE, &no_core);
#ifndef __SANITIZE_ADDRESS__
  setrlimit(RLIMIT_DATA, &memory);
#endif
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

// False: the time was over.
bool collect(int pipe, Clock::time_point deadline, std::string& to) {
  std::string room(64 * 1024, '\0');
  while (to.size() < largest_answer) {
    const auto left = std::chrono::duration_cast<std::chrono::milliseconds>(deadline - Clock::now()).count();
    pollfd waiting{pipe, POLLIN, 0};
    if (left <= 0) return false;
    if (poll(&waiting, 1, static_cast<int>(left)) <= 0) continue;
    const ssize_t got = read(pipe, room.data(), room.size());
    if (got <= 0) return true;
    to.append(room, 0, static_cast<std::size_t>(got));
  }
  return true;
}

int end_child(pid_t child, bool kill_first) {
  if (kill_first) kill(-child, SIGKILL), kill(child, SIGKILL);
  int status = 0;
  while (waitpid(child, &status, 0) < 0 && errno == EINTR) {
  }
  kill(-child, SIGKILL);  // what it has started
  return status;
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
  int ends[2];
  if (pipe2(ends, O_CLOEXEC) != 0) return {skipped(fmt::format("no pipe: {}", std::strerror(errno)))};
  const Descriptor hear(ends[0]);
  Descriptor say(ends[1]);
  const pid_t child = fork();
  if (child == 0) check_and_exit(check, settings, say.get(), last);
  if (child < 0) return {skipped(fmt::format("no process: {}", std::strerror(errno)))};
  say.close();
  std::string answer;
  const bool in_time = collect(hear.get(), Clock::now() + check.time, answer);
  const int status = end_child(child, !in_time);
  if (!in_time) return {{}, fmt::format("it was not done within {} s", check.time.count() / 1000)};
  return how_it_ended(answer, status);
}

Finding read_it(Subject& subject) {
  for (const LoadedComponent& component : subject.components(Role::reader))
    if (const std::unique_ptr<Instance> reader = Instance::make(subject, component))
      reader->read(subject.settings().input);
  return passed();
}

// Whether reading this, and nothing before it, ends a process.
bool ends_a_process(const CheckSettings& settings, const std::string& input) {
  static const Check trial = {"", Level::must, "", read_it, std::chrono::seconds(1)};
  CheckSettings with_input = settings;
  with_input.input = input;
  LastInput last;
  return !run_in_child(trial, with_input, last).finding;
}

}  // namespace

Finding run_check(const Check& check, const CheckSettings& settings) {
  LastInput last;
  Ended ended = run_in_child(check, settings, last);
  if (ended.finding) return std::move(*ended.finding);
  const auto still_does = [&](const std::string& input) { return ends_a_process(settings, input); };
  const std::string input = last.bytes();
  return failed(ended.how, still_does(input) ? smallest(input, still_does) : input);
}

}  // namespace deckle::checking
