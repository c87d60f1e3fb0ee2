#include "process/spawned_program.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <signal.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>

namespace deckle {
namespace {

struct Actions {
  posix_spawn_file_actions_t files;
  posix_spawnattr_t attributes;

  explicit Actions(int channel) {
    posix_spawn_file_actions_init(&files);
    posix_spawn_file_actions_adddup2(&files, channel, SpawnedProgram::channel_descriptor);
    posix_spawn_file_actions_addopen(&files, STDIN_FILENO, "/dev/null", 0, 0);
    posix_spawn_file_actions_addopen(&files, STDOUT_FILENO, "/dev/null", 1, 0);
    posix_spawn_file_actions_addclosefrom_np(&files, SpawnedProgram::channel_descriptor + 1);
    // Signals as a program expects them; what a terminal says to the embedder, the embedder decides about.
    sigset_t none, all;
    sigemptyset(&none);
    sigfillset(&all);
    posix_spawnattr_init(&attributes);
    posix_spawnattr_setsigmask(&attributes, &none);
    posix_spawnattr_setsigdefault(&attributes, &all);
    posix_spawnattr_setpgroup(&attributes, 0);
    posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETPGROUP);
  }
  ~Actions() {
    posix_spawn_file_actions_destroy(&files);
    posix_spawnattr_destroy(&attributes);
  }
  Actions(const Actions&) = delete;
  Actions& operator=(const Actions&) = delete;
};

Diagnostic cannot_start(const std::filesystem::path& program, int why) {
  return error("host.cannot-start", fmt::format("{} cannot be started: {}", program.string(), std::strerror(why)),
               "say where the program deckle is");
}

}  // namespace

Result<SpawnedProgram> SpawnedProgram::start(const std::filesystem::path& program,
                                             const std::vector<std::string>& arguments) {
  auto ends = channel_pair();
  if (!ends) return cannot_start(program, errno);
  // dup2() to the same number would leave it closed in the program.
  const int taken = ends->second.descriptor();
  Descriptor moved(taken == channel_descriptor ? fcntl(taken, F_DUPFD_CLOEXEC, channel_descriptor + 1) : -1);
  const Actions actions(moved ? moved.get() : taken);
  std::string name = program.string();
  std::vector<std::string> words = arguments;
  std::vector<char*> list = {name.data()};
  for (std::string& word : words) list.push_back(word.data());
  list.push_back(nullptr);
  pid_t process = 0;
  const int why = posix_spawn(&process, name.c_str(), &actions.files, &actions.attributes, list.data(), environ);
  if (why != 0) return cannot_start(program, why);
  return SpawnedProgram(std::move(ends->first), process);
}

SpawnedProgram::SpawnedProgram(SpawnedProgram&& other) noexcept
    : m_channel(std::move(other.m_channel)), m_process(std::exchange(other.m_process, 0)) {}

SpawnedProgram& SpawnedProgram::operator=(SpawnedProgram&& other) noexcept {
  std::swap(m_channel, other.m_channel);
  std::swap(m_process, other.m_process);
  return *this;
}

SpawnedProgram::~SpawnedProgram() {
  if (m_process == 0) return;
  kill(m_process, SIGKILL);  // those that it has forked go with it
  while (waitpid(m_process, nullptr, 0) < 0 && errno == EINTR) {
  }
}

}  // namespace deckle
