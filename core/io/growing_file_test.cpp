#include "io/growing_file.hpp"

#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

#include <catch2/catch.hpp>
#include <csignal>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <sstream>

#include "test_folder.hpp"

using namespace deckle;

namespace {

struct Folder : TestFolder {
  std::string content(const std::string& name) const {
    std::ostringstream all;
    all << std::ifstream(path / name).rdbuf();
    return all.str();
  }
};

}  // namespace

TEST_CASE("a file grows by pieces, from nothing") {
  const Folder folder;
  for (int run = 0; run < 2; ++run) {
    Result<GrowingFile> file = GrowingFile::create(folder / "a/b/file");
    REQUIRE(file);
    CHECK(file->append("one\n"));
    CHECK(folder.content("a/b/file") == "one\n");
    CHECK(file->append("two\n"));
  }
  CHECK(folder.content("a/b/file") == "one\ntwo\n");
}

TEST_CASE("a piece that does not fit leaves those before it") {
  const Folder folder;
  Result<GrowingFile> file = GrowingFile::create(folder / "file");
  REQUIRE(file);
  CHECK(file->append("four"));
  struct rlimit before {};
  REQUIRE(getrlimit(RLIMIT_FSIZE, &before) == 0);
  const auto handler = std::signal(SIGXFSZ, SIG_IGN);
  const struct rlimit small { 10, before.rlim_max };
  REQUIRE(setrlimit(RLIMIT_FSIZE, &small) == 0);
  const Result<void> appended = file->append("much too long");
  setrlimit(RLIMIT_FSIZE, &before);
  std::signal(SIGXFSZ, handler);
  REQUIRE_FALSE(appended);
  CHECK(appended.problem().code == "io.too-large");
  CHECK(folder.content("file") == "four");
}

TEST_CASE("only a regular file grows") {
  const Folder folder;
  REQUIRE(mkfifo((folder / "pipe").c_str(), 0600) == 0);
  CHECK_FALSE(GrowingFile::create(folder / "pipe"));
  CHECK(GrowingFile::create(folder.path.string()).problem().code == "io.is-folder");
  CHECK_FALSE(GrowingFile::create("/dev/null"));
  std::ofstream(folder / "file") << "x";
  CHECK(GrowingFile::create(folder / "file/x").problem().code == "io.not-a-folder");
}
