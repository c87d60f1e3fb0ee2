#include "host/child.hpp"

#include <sys/wait.h>
#include <unistd.h>

#include <catch2/catch.hpp>
#include <new>

#include "io/descriptor.hpp"

using namespace deckle;

TEST_CASE("what a child throws ends it, and does not reach the code of its parent") {
  const pid_t parent = getpid();
  Result<ChildAnswer> answer = error("test.none", "");
  try {
    answer = ask_child(
        [](int answers) {
          static_cast<void>(write_all(answers, "said before"));
          throw std::bad_alloc();
        },
        std::chrono::minutes(1), 100);
  } catch (const std::bad_alloc&) {
    if (getpid() != parent) _exit(0);  // this is the child: it would pass for one that came to its end
    FAIL("thrown in the parent");
  }
  REQUIRE(answer);
  CHECK(answer->in_time);
  CHECK(WIFEXITED(answer->status));
  CHECK(WEXITSTATUS(answer->status) == 1);
  CHECK(answer->bytes == "said before");
}

TEST_CASE("a child that says too much, or is not done in time, is ended") {
  const auto endless = [](int answers) {
    while (write_all(answers, "again and again") == 0) {
    }
  };
  const Result<ChildAnswer> talker = ask_child(endless, std::chrono::minutes(1), 1000);
  REQUIRE(talker);
  CHECK(WIFSIGNALED(talker->status));
  CHECK(talker->bytes.size() > 1000);

  const Result<ChildAnswer> sleeper = ask_child([](int) { pause(); }, std::chrono::milliseconds(20), 1000);
  REQUIRE(sleeper);
  CHECK(!sleeper->in_time);
  CHECK(WIFSIGNALED(sleeper->status));
}
