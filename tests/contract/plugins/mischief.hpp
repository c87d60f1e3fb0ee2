// Everything that a plugin must not do, each by a word. What is refused, ended or survived is seen by who waits for it.
#pragma once
#include <fcntl.h>
#include <pthread.h>
#include <sched.h>
#include <sys/mman.h>
#include <sys/ptrace.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <unistd.h>

#include <clocale>
#include <csignal>
#include <cstdint>
#include <cstdlib>
#include <cstring>
#include <ctime>
#include <map>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

#include "forged.hpp"

namespace mischief {

inline volatile std::uint64_t counter = 0;

[[noreturn]] inline void loop() {
  for (;;) counter = counter + 1;
}

[[noreturn]] inline void sleep_for_ever() {
  for (;;) pause();
}

inline void wait_ms(long milliseconds) {
  timespec left{milliseconds / 1000, milliseconds % 1000 * 1'000'000};
  while (nanosleep(&left, &left) != 0) {
  }
}

inline char* take(std::size_t bytes) {
  auto* at = static_cast<char*>(std::malloc(bytes));
  if (at == nullptr) throw std::bad_alloc();
  return at;
}

[[noreturn]] inline void grow(bool touches) {
  for (;;) {
    char* at = take(4096);
    if (touches) std::memset(at, 1, 4096);
  }
}

inline void take_at_once(bool touches) {
  constexpr std::size_t much = 8ull << 30;
  char* at = take(much);
  for (std::size_t k = 0; touches && k < much; k += 4096) static_cast<volatile char*>(at)[k] = 1;
  sleep_for_ever();
}

// Memory that no limit of private memory counts.
[[noreturn]] inline void grow_in_files() {
  const std::string piece(1 << 20, 'x');
  for (;;) {
    const int file = memfd_create("held", 0);
    if (file < 0) sleep_for_ever();
    while (write(file, piece.data(), piece.size()) == static_cast<ssize_t>(piece.size()) &&
           lseek(file, 0, SEEK_CUR) < (64 << 20)) {
    }
  }
}

[[noreturn]] inline void grow_shared() {
  constexpr std::size_t piece = 16 << 20;
  for (;;) {
    void* at = mmap(nullptr, piece, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    if (at == MAP_FAILED) sleep_for_ever();
    std::memset(at, 1, piece);
  }
}

#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Winfinite-recursion"
inline int descend(volatile char* from) {
  volatile char more[4000];
  more[0] = from[0];
  return descend(more) + more[0];
}
#pragma GCC diagnostic pop

// So that what is freed and taken later lies in the wrong place.
inline void corrupt_heap() {
  for (int k = 0; k < 64; ++k) {
    auto* at = static_cast<unsigned char*>(std::malloc(24 + static_cast<std::size_t>(k) * 40));
    unsigned char* volatile beyond = at;
    for (int i = -16; i < 256; ++i) beyond[i] = 0xEE;
  }
}

inline void leak_descriptors() {
  for (int k = 0; k < 40; ++k) {
    const int file = memfd_create("leak", 0);
    if (file < 0 || ftruncate(file, 100) != 0 || dup(file) < 0) std::abort();
  }
}

// All that there are.
inline void hoard_descriptors() {
  while (memfd_create("hoarded", 0) >= 0) {
  }
}

[[noreturn]] inline void hold_on() {
  for (const int number : {SIGINT, SIGTERM, SIGHUP}) std::signal(number, SIG_IGN);
  loop();
}

// ---- as the host's own messages ----

// The sockets that this process has.
inline std::vector<int> sockets() {
  std::vector<int> found;
  struct stat status {};
  for (int number = 0; number < 1024; ++number)
    if (fstat(number, &status) == 0 && S_ISSOCK(status.st_mode)) found.push_back(number);
  return found;
}

inline void say(const std::string& bytes, int flags = MSG_NOSIGNAL) {
  for (const int socket : sockets()) static_cast<void>(send(socket, bytes.data(), bytes.size(), flags));
}

// A message with descriptors; a large one as a channel sends it, in a file in memory.
inline void say_with(const std::string& bytes, const std::vector<int>& descriptors) {
  constexpr std::size_t most = 253;  // of the system
  char control[CMSG_SPACE(most * sizeof(int))] = {};
  iovec part{const_cast<char*>(bytes.data()), bytes.size()};
  msghdr header{};
  header.msg_iov = &part;
  header.msg_iovlen = 1;
  header.msg_control = control;
  header.msg_controllen = CMSG_SPACE(descriptors.size() * sizeof(int));
  cmsghdr* rights = CMSG_FIRSTHDR(&header);
  rights->cmsg_level = SOL_SOCKET;
  rights->cmsg_type = SCM_RIGHTS;
  rights->cmsg_len = CMSG_LEN(descriptors.size() * sizeof(int));
  std::memcpy(CMSG_DATA(rights), descriptors.data(), descriptors.size() * sizeof(int));
  for (const int socket : sockets()) static_cast<void>(sendmsg(socket, &header, MSG_NOSIGNAL));
}

// Of so many bytes, which take no memory.
inline int sparse_file(off_t size) {
  const int file = memfd_create("sparse", 0);
  if (file < 0 || ftruncate(file, size) != 0) std::abort();
  return file;
}

inline void say_in_file(const std::string& bytes) {
  const int file = memfd_create("message", 0);
  if (file < 0 || write(file, bytes.data() + 1, bytes.size() - 1) < 0) std::abort();
  say_with("f", {file});
  close(file);
}

// About ever other addresses, each of which is remembered.
[[noreturn]] inline void ask_without_end() {
  const std::string much(1 << 20, 'x');
  for (unsigned k = 0;; ++k) {
    say_in_file(forged_question(std::to_string(k) + much));
    for (char answer[64]; recv(sockets().front(), answer, sizeof answer, 0) < 0;) {
    }
  }
}

inline void hide_channel() {
  for (const int socket : sockets()) close(socket);
  sleep_for_ever();
}

[[noreturn]] inline void flood(const std::string& message) {
  for (;;) say(message);
}

// ---- by name ----

// long: a table, one line a deed.
inline const std::map<std::string_view, void (*)()>& deeds() {
  static const std::map<std::string_view, void (*)()> all = {
      {"loop", [] { loop(); }},
      {"sleep", [] { sleep_for_ever(); }},
      {"hold-on", [] { hold_on(); }},
      {"wait", [] { wait_ms(1500); }},
      {"linger", [] { wait_ms(300); }},
      {"grow", [] { grow(true); }},
      {"grow-untouched", [] { grow(false); }},
      {"take-at-once", [] { take_at_once(true); }},
      {"take-untouched", [] { take_at_once(false); }},
      {"grow-in-files", [] { grow_in_files(); }},
      {"grow-shared", [] { grow_shared(); }},
      {"fork", [] { static_cast<void>(fork()); }},
      {"thread",
       [] {
         pthread_t made;
         if (pthread_create(
                 &made, nullptr, [](void*) -> void* { return nullptr; }, nullptr) != 0)
           throw std::runtime_error("no thread");
       }},
      {"socket", [] { static_cast<void>(socket(AF_INET, SOCK_STREAM, 0)); }},
      {"open", [] { static_cast<void>(open("/etc/passwd", O_RDONLY)); }},
      {"write-outside", [] { static_cast<void>(open("written-by-a-plugin", O_WRONLY | O_CREAT, 0600)); }},
      {"exec", [] { execl("/bin/true", "true", nullptr); }},
      {"shell", [] { static_cast<void>(!system("true")); }},
      {"exit", [] { std::exit(7); }},
      {"quit", [] { _exit(0); }},
      {"abort", [] { std::abort(); }},
      {"overflow",
       [] {
         volatile char first = 1;
         descend(&first);
       }},
      {"crash", [] { raise(SIGSEGV); }},
      {"divide",
       [] {
         volatile int some = 5, none = 0;
         counter = static_cast<std::uint64_t>(some / none);
       }},
      {"trap", [] { raise(SIGILL); }},
      {"kill-itself", [] { kill(getpid(), SIGKILL); }},
      {"kill-parent", [] { kill(getppid(), SIGKILL); }},
      {"trace", [] { ptrace(PTRACE_TRACEME, 0, nullptr, nullptr); }},
      {"chdir", [] { static_cast<void>(!chdir("/")); }},
      {"locale",
       [] {
         if (std::setlocale(LC_ALL, "de_DE.UTF-8") == nullptr) std::setlocale(LC_ALL, "C.UTF-8");
       }},
      {"corrupt", [] { corrupt_heap(); }},
      {"leak", [] { leak_descriptors(); }},
      {"hoard", [] { hoard_descriptors(); }},
      {"hoard-and-report", [] { hoard_descriptors(); }},
      {"throw", [] { throw std::runtime_error("thrown on demand"); }},
      {"throw-odd", [] { throw 5; }},
      {"hide", [] { hide_channel(); }},
      {"garbage", [] { say(std::string("\xff\xfe garbage \0\1\2", 13)); }},
      {"nothing", [] { say({}); }},
      {"absurd-counts", [] { say(forged_diagnostics()); }},
      {"absurd-outputs", [] { say(forged_done(0xFFFFFFFFu)); }},
      {"no-outputs", [] { say(forged_done(0)); }},
      {"other-output", [] { say(forged_output(4711, "")); }},
      {"part-elsewhere", [] { say(forged_output(0, "../../elsewhere")); }},
      {"need-nothing", [] { say(forged_need("no-such-reader")), sleep_for_ever(); }},
      {"need-itself", [] { say(forged_need("unruly")), sleep_for_ever(); }},
      {"need-and-end", [] { say(forged_need("unruly")), _exit(0); }},
      {"output-in-socket", [] { say_with(forged_file_output(), {sockets().front()}); }},
      {"output-in-nothing", [] { say(forged_file_output()); }},
      {"long-message", [] { say_with("f", {sparse_file(off_t{201} << 20)}); }},
      {"message-in-socket", [] { say_with("f", {sockets().front()}); }},
      {"message-in-nothing", [] { say("f"); }},
      {"many-descriptors", [] { say_with(forged_file_output(), std::vector<int>(253, sparse_file(1))); }},
      {"next-turn", [] { say(forged_turn()); }},
      {"many-words", [] { say_in_file(forged_words(17u << 20)); }},
      {"long-log", [] { say(forged_log(5000)); }},
      {"ask-without-end", [] { ask_without_end(); }},
      {"flood-log", [] { flood(forged_log(5)); }},
      {"flood-questions", [] { flood(forged_question("x")); }},
      {"whole-fence", [] { say(forged_fence()), say(forged_readiness()); }},
      {"last-words", [] { say(forged_last_words()), _exit(0); }},
  };
  return all;
}

inline void commit(std::string_view word) {
  if (const auto found = deeds().find(word); found != deeds().end()) found->second();
}

// While a library is loaded: what the environment says for that moment.
inline void commit_from(const char* variable) {
  if (const char* word = std::getenv(variable)) commit(word);
}

}  // namespace mischief
