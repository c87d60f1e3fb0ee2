#include "process/watch.hpp"

#include <fcntl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cerrno>
#include <climits>

#include "diagnostics/log.hpp"
#include "engine/interrupt.hpp"
#include "io/changes.hpp"

namespace deckle {
namespace {

constexpr std::chrono::milliseconds quiet{40}, most{1000};

// Where a link leads; for what the runs say may be written into a file that is watched.
std::string target_of(const char* link) {
  char target[PATH_MAX] = {};
  return readlink(link, target, sizeof target - 1) > 0 ? target : link;
}

void add(std::string& text, char what, const std::set<std::string>& paths) {
  for (const std::string& path : paths) text.append(1, what).append(path).append(1, '\0');
}

std::string read_all(int pipe) {
  std::string text;
  char buffer[4096];
  while (true) {
    const ssize_t got = read(pipe, buffer, sizeof buffer);
    if (got < 0 && errno == EINTR) continue;
    if (got <= 0) return text;
    text.append(buffer, static_cast<std::size_t>(got));
  }
}

// Takes what a run has said; true if there is something that was not watched before.
bool take(const std::string& said, Changes& changes) {
  const auto each = [&said](auto use) {
    for (std::size_t at = 0, end = 0; (end = said.find('\0', at)) != std::string::npos; at = end + 1)
      if (end > at) use(said[at], said.substr(at + 1, end - at - 1));
  };
  bool has_new = false;
  each([&](char what, const std::string& path) {
    if (what == 'I') changes.ignore(path);
  });
  each([&](char what, const std::string& path) {
    if (what == 'T') has_new = changes.add_tree(path) || has_new;
    if (what == 'F') has_new = changes.add_folder(path) || has_new;
  });
  return has_new;
}

// What the run said is to be watched; nothing: it could not be begun.
bool run_once(const std::function<int(Descriptor, bool)>& run, bool is_first, std::string& said) {
  int ends[2];
  if (pipe2(ends, O_CLOEXEC) != 0) return false;
  Descriptor from(ends[0]), to(ends[1]);
  const pid_t child = fork();
  if (child == 0) {
    from.close();
    _exit(run(std::move(to), is_first));
  }
  to.close();
  if (child < 0) return false;
  said = read_all(from.get());
  while (waitpid(child, nullptr, 0) < 0 && errno == EINTR) {
  }
  return true;
}

}  // namespace

void tell_watcher(const Descriptor& pipe, const Watched& watched) {
  if (!pipe) return;
  std::string text;
  add(text, 'T', watched.trees);
  add(text, 'F', watched.folders);
  add(text, 'I', watched.ignored);
  static_cast<void>(write_all(pipe.get(), text));
}

int watch(const std::function<int(Descriptor pipe, bool is_first)>& run) {
  watch_signals();
  Changes changes;
  if (!changes.can_watch()) {
    log(LogLevel::error, "the system can watch no more files; see fs.inotify.max_user_instances");
    return 2;
  }
  for (const char* own : {"/proc/self/fd/1", "/proc/self/fd/2"}) changes.ignore(target_of(own));
  for (bool is_first = true;; is_first = false) {
    std::string said;
    if (!run_once(run, is_first, said)) return 2;
    if (*interrupt_flag() != 0) return 0;
    // What happened before a folder was watched is not known: then once more, which costs little.
    if (take(said, changes)) continue;
    if (changes.wait(quiet, most) == Changes::Event::interrupted && *interrupt_flag() != 0) return 0;
  }
}

}  // namespace deckle
