#include "process/verify.hpp"

#include <sys/wait.h>
#include <unistd.h>

#include <cerrno>
#include <string>
#include <vector>

#include "diagnostics/log.hpp"

namespace deckle {

int verify(int count, char** arguments) {
  std::vector<std::string> words = {"deckle", "run"};
  for (int k = 1; k < count; ++k) {
    const std::string word = arguments[k];
    words.push_back(word == "--verify" ? "--compare" : word);
  }
  std::vector<char*> pointers;
  for (std::string& word : words) pointers.push_back(word.data());
  pointers.push_back(nullptr);
  const pid_t child = fork();
  if (child == 0) {
    execv("/proc/self/exe", pointers.data());
    _exit(127);
  }
  int status = 0;
  while (child > 0 && waitpid(child, &status, 0) < 0 && errno == EINTR) {
  }
  if (child > 0 && WIFEXITED(status) && WEXITSTATUS(status) != 127) return WEXITSTATUS(status);
  log(LogLevel::error, "--verify: the second run could not be made");
  return 1;
}

}  // namespace deckle
