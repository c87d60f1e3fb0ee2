#include "fence/trial.hpp"

#include <fcntl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>

#include "io/descriptor.hpp"

namespace deckle {
namespace {

// What a process that tries says, before it dies or ends: the state, and then the result.
template <class T>
void say(int to, const T& value) {
  write_all(to, {reinterpret_cast<const char*>(&value), sizeof value});
}

[[noreturn]] void attempt_and_end(const FenceState& state, int to, const std::function<int()>& attempt) {
  say(to, state);
  say(to, attempt());
  _exit(0);
}

std::string all_of(int descriptor) {
  std::string all;
  char buffer[256];
  for (;;) {
    const ssize_t got = read(descriptor, buffer, sizeof buffer);
    if (got < 0 && errno == EINTR) continue;
    if (got <= 0) return all;
    all.append(buffer, static_cast<std::size_t>(got));
  }
}

void wait_for(pid_t child) {
  while (waitpid(child, nullptr, 0) < 0 && errno == EINTR) {
  }
}

Trial heard(const std::string& said) {
  Trial trial;
  if (said.size() < sizeof trial.state) return trial;
  std::memcpy(&trial.state, said.data(), sizeof trial.state);
  trial.words = last_words_in(said);
  int result = 0;
  if (said.size() != sizeof trial.state + sizeof result) return trial;
  std::memcpy(&result, said.data() + sizeof trial.state, sizeof result);
  trial.result = result;
  return trial;
}

Trial in_child(const std::function<void(int parent, int to)>& behave) {
  int ends[2];
  if (pipe2(ends, O_CLOEXEC) != 0) return {};
  const Descriptor from(ends[0]);
  Descriptor to(ends[1]);
  const pid_t parent = getpid(), child = fork();
  if (child == 0) {
    behave(parent, to.get());
    _exit(0);
  }
  to.close();
  const std::string said = child > 0 ? all_of(from.get()) : "";
  if (child > 0) wait_for(child);
  return heard(said);
}

}  // namespace

Trial try_loading(FenceRules rules, const std::function<int()>& attempt) {
  return in_child([&](int parent, int to) {
    rules.parent_process = parent;
    rules.last_words = to;
    attempt_and_end(enter_fence(rules), to, attempt);
  });
}

Trial try_working(FenceRules rules, const std::function<int()>& attempt) {
  return in_child([&](int parent, int to) {
    FenceRules of_zygote = rules;
    of_zygote.limits = {no_limit, no_limit, no_limit, no_limit};
    of_zygote.parent_process = parent;
    of_zygote.last_words = to;
    of_zygote.may_fork = true;
    const FenceState entered = enter_fence(of_zygote);
    rules.parent_process = getpid();
    rules.last_words = to;
    const pid_t worker = fork();
    if (worker == 0) attempt_and_end(close_fence(rules, entered), to, attempt);
    if (worker > 0) wait_for(worker);
  });
}

}  // namespace deckle
