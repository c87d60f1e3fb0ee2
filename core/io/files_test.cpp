#include <fcntl.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>
#include <catch2/catch.hpp>

#include <csignal>
#include <cstdlib>
#include <filesystem>
#include <fstream>

#include "io/files.hpp"
#include "io/problem.hpp"
#include "test_folder.hpp"

using namespace deckle;
namespace fs = std::filesystem;

namespace {

std::string get(const std::string& path) {
  std::ifstream in(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

Result<void> write_whole(Files& files, const std::string& path, const std::string& text) {
  auto output = files.stage(path);
  if (!output) return output.problem();
  if (auto done = (*output)->write(text); !done) return done;
  if (auto done = (*output)->finish(); !done) return done;
  return (*output)->commit();
}

std::string code_of(const Result<FileBytes>& result) { return result ? "read" : result.problem().code; }

}  // namespace

TEST_CASE("files are read whole: empty, small, mapped") {
  const TestFolder folder;
  const auto files = real_files();
  for (const std::size_t size : {0u, 1u, 1000u, (1u << 20) - 1, 1u << 20, 3000000u}) {
    const std::string text(size, 'x');
    put(folder / "a", text);
    const auto read = files->read(folder / "a");
    REQUIRE(read);
    CHECK(read->view() == text);
  }
}

TEST_CASE("what is no regular file is refused by name and reason") {
  const TestFolder folder;
  const auto files = real_files();
  mkfifo((folder / "fifo").c_str(), 0600);
  fs::create_symlink("loop", folder / "loop");
  CHECK(code_of(files->read(folder / "none")) == "io.not-found");
  CHECK(code_of(files->read(folder.path.string())) == "io.is-folder");
  CHECK(code_of(files->read(folder / "fifo")) == "io.not-a-file");
  CHECK(code_of(files->read("/dev/zero")) == "io.not-a-file");
  CHECK(code_of(files->read(folder / "loop")) == "io.link-loop");
  CHECK(code_of(files->read(folder / std::string(300, 'n'))) == "io.name-too-long");
  CHECK(code_of(files->read("")) == "io.not-found");
  CHECK(files->read(folder / "none").problem().message.find(folder / "none") != std::string::npos);
}

TEST_CASE("a file of 4 GiB is refused without being read") {
  const TestFolder folder;
  put(folder / "huge", "");
  REQUIRE(truncate((folder / "huge").c_str(), (1ll << 32)) == 0);
  CHECK(code_of(real_files()->read(folder / "huge")) == "io.too-large");
}

TEST_CASE("nothing leads out of a folder that is read beneath") {
  const TestFolder folder;
  const auto files = real_files();
  fs::create_directories(folder / "root/inner");
  put(folder / "secret", "secret");
  put(folder / "root/a", "a");
  fs::create_symlink("../a", folder / "root/inner/good");
  fs::create_symlink("../../secret", folder / "root/inner/bad");
  fs::create_symlink(folder / "secret", folder / "root/absolute");
  fs::create_directory_symlink("..", folder / "root/up");
  const std::string root = folder / "root";
  CHECK(code_of(files->read_beneath(root, "a")) == "read");
  CHECK(code_of(files->read_beneath(root, "inner/../a")) == "read");
  CHECK(code_of(files->read_beneath(root, "inner/good")) == "read");
  CHECK(code_of(files->read_beneath(root, "../secret")) == "io.outside");
  CHECK(code_of(files->read_beneath(root, "inner/bad")) == "io.outside");
  CHECK(code_of(files->read_beneath(root, "absolute")) == "io.outside");
  CHECK(code_of(files->read_beneath(root, "up/secret")) == "io.outside");
  CHECK(code_of(files->read_beneath(root, folder / "secret")) == "io.outside");
  CHECK(code_of(files->read_beneath(root, "inner")) == "io.is-folder");
  CHECK(code_of(files->read_beneath(root, "none")) == "io.not-found");
}

TEST_CASE("an output appears at commit and not before, and folders with it") {
  const TestFolder folder;
  const auto files = real_files();
  auto output = files->stage(folder / "new/deep/out");
  REQUIRE(output);
  REQUIRE((*output)->write("text"));
  CHECK(folder.entries() == 0);
  REQUIRE((*output)->finish());
  CHECK(!fs::exists(folder / "new/deep/out"));
  REQUIRE((*output)->commit());
  CHECK(get(folder / "new/deep/out") == "text");
  CHECK(std::distance(fs::directory_iterator(folder / "new/deep"), {}) == 1);
}

TEST_CASE("an output that is given up leaves nothing, small or large, and the old file as it was") {
  const TestFolder folder;
  const auto files = real_files();
  put(folder / "out", "old");
  for (const std::size_t size : {10u, 5000000u}) {
    auto output = files->stage(folder / "out");
    REQUIRE(output);
    REQUIRE((*output)->write(std::string(size, 'x')));
    REQUIRE((*output)->finish());
    output = error("x", "given up");
    CHECK(folder.entries() == 1);
    CHECK(get(folder / "out") == "old");
  }
}

TEST_CASE("an output that cannot be written whole takes no room from others") {
  const TestFolder folder;
  const auto files = real_files();
  rlimit before{};
  getrlimit(RLIMIT_FSIZE, &before);
  const rlimit little{1000, before.rlim_max};
  const auto ignored = std::signal(SIGXFSZ, SIG_IGN);
  setrlimit(RLIMIT_FSIZE, &little);
  auto output = files->stage(folder / "out");
  const bool written = output && (*output)->write(std::string(1 << 20, 'x'));
  setrlimit(RLIMIT_FSIZE, &before);
  std::signal(SIGXFSZ, ignored);
  CHECK_FALSE(written);
  CHECK(folder.entries() == 0);
  CHECK_FALSE((*output)->finish());
  CHECK(folder.entries() == 0);
}

TEST_CASE("a reversible commit is taken back: the old file is there again, a new one is gone") {
  const TestFolder folder;
  const auto files = real_files();
  put(folder / "old", "old");
  fs::permissions(folder / "old", fs::perms(0640));
  for (const char* name : {"old", "fresh"}) {
    auto output = files->stage(folder / name);
    REQUIRE(output);
    REQUIRE((*output)->write("new"));
    REQUIRE((*output)->finish());
    REQUIRE((*output)->commit(true));
    CHECK(get(folder / name) == "new");
    REQUIRE((*output)->revert());
  }
  CHECK(get(folder / "old") == "old");
  CHECK(fs::status(folder / "old").permissions() == fs::perms(0640));
  CHECK(folder.entries() == 1);
  CHECK(!files->standard_output()->revert());
}

TEST_CASE("what was taken back may appear all the same") {
  const TestFolder folder;
  const auto files = real_files();
  put(folder / "old", "old");
  for (const char* name : {"old", "fresh"}) {
    auto output = files->stage(folder / name);
    REQUIRE(output);
    REQUIRE((*output)->write("new"));
    REQUIRE((*output)->finish());
    for (int time = 0; time < 2; ++time) {
      REQUIRE((*output)->commit(true));
      REQUIRE((*output)->revert());
    }
    REQUIRE((*output)->commit(false));
    CHECK(get(folder / name) == "new");
  }
  CHECK(folder.entries() == 2);
}

TEST_CASE("a folder that is to be made late is made when the output appears") {
  const TestFolder folder;
  const auto files = real_files();
  for (const bool appears : {false, true}) {
    auto output = files->stage(folder / "a/b/c", {.late_below = folder / ""});
    REQUIRE(output);
    REQUIRE((*output)->write("new"));
    REQUIRE((*output)->finish());
    CHECK_FALSE(fs::exists(folder / "a"));
    if (appears) REQUIRE((*output)->commit(true));
  }
  CHECK(get(folder / "a/b/c") == "new");
  CHECK(folder.entries() == 1);
}

TEST_CASE("a reversible commit that stays leaves one file") {
  const TestFolder folder;
  const auto files = real_files();
  put(folder / "out", "old");
  {
    auto output = files->stage(folder / "out");
    REQUIRE(output);
    REQUIRE((*output)->write("new"));
    REQUIRE((*output)->finish());
    REQUIRE((*output)->commit(true));
  }
  CHECK(get(folder / "out") == "new");
  CHECK(folder.entries() == 1);
}

TEST_CASE("large writes in odd pieces arrive in order") {
  const TestFolder folder;
  const auto files = real_files();
  std::string expected;
  auto output = files->stage(folder / "out");
  for (std::size_t i = 1; i < 60; ++i) {
    const std::string piece(i * 7919 % 300000, static_cast<char>('a' + i % 26));
    expected += piece;
    REQUIRE((*output)->write(piece));
  }
  REQUIRE((*output)->finish());
  REQUIRE((*output)->commit());
  CHECK(get(folder / "out") == expected);
}

TEST_CASE("replacing keeps permissions and goes through a symbolic link") {
  const TestFolder folder;
  const auto files = real_files();
  put(folder / "real", "old");
  fs::permissions(folder / "real", fs::perms(0640));
  fs::create_symlink("real", folder / "link");
  REQUIRE(write_whole(*files, folder / "link", "new"));
  CHECK(fs::is_symlink(folder / "link"));
  CHECK(get(folder / "real") == "new");
  CHECK(fs::status(folder / "real").permissions() == fs::perms(0640));
}

TEST_CASE("outputs that cannot be written say why") {
  const TestFolder folder;
  const auto files = real_files();
  put(folder / "file", "");
  const auto code = [&](const std::string& path) {
    const auto result = write_whole(*files, path, "text");
    return result ? std::string("written") : result.problem().code;
  };
  CHECK(code(folder.path.string()) == "io.is-folder");
  CHECK(code(folder / "slash/") == "io.is-folder");
  CHECK(code(folder / "file/below") == "io.not-a-folder");
  CHECK(code("/dev/full") == "io.no-space");
  CHECK(code("/dev/null") == "written");
  CHECK(code("/proc/deckle-output") != "written");
  CHECK(fs::is_character_file("/dev/null"));
}

TEST_CASE("files in memory answer like real ones, and fail where a test wants it") {
  MemoryFiles files;
  files.content["docs/a"] = "a";
  CHECK(code_of(files.read("docs/a")) == "read");
  CHECK(code_of(files.read("docs/b")) == "io.not-found");
  CHECK(code_of(files.read_beneath("docs", "x/../a")) == "read");
  CHECK(code_of(files.read_beneath("docs/x", "../a")) == "io.outside");
  files.fault = [](std::string_view operation, const std::string& path) -> Result<void> {
    if (operation == "finish" && path == "out") return io_problem("write", path, ENOSPC);
    return {};
  };
  CHECK(!write_whole(files, "out", "x"));
  CHECK(files.content.count("out") == 0);
  CHECK(write_whole(files, "other", "x"));
  CHECK(files.content["other"] == "x");
}

TEST_CASE("a recorded output tells what it became, and leaves equal bytes alone") {
  const TestFolder folder;
  const auto files = real_files();
  const auto write = [&](std::string_view text) {
    auto output = files->stage(folder / "out", {.is_recorded = true});
    REQUIRE(output);
    REQUIRE((*output)->write(text));
    REQUIRE((*output)->finish());
    REQUIRE((*output)->commit(true));
    return (*output)->version();
  };
  for (const std::size_t size : {0u, 10u, 3u << 20}) {
    const std::string text(size, 'x');
    const auto first = write(text);
    REQUIRE(first);
    CHECK(first->stamp == stamp_of(folder / "out"));
    CHECK(first->hash == content_hash(text));
    const auto again = write(text);
    REQUIRE(again);
    CHECK(again->stamp == first->stamp);
    CHECK(again->hash == first->hash);
    const auto other = write(std::string(size, 'y') + "y");
    REQUIRE(other);
    CHECK(other->stamp.inode == stamp_of(folder / "out")->inode);
    CHECK(other->hash != first->hash);
    CHECK(folder.entries() == 1);
  }
}

TEST_CASE("a power-safe output appears as others do; a stream has no version") {
  const TestFolder folder;
  const auto files = real_files();
  auto output = files->stage(folder / "a/out", {.is_power_safe = true});
  REQUIRE(output);
  REQUIRE((*output)->write("safe"));
  REQUIRE((*output)->finish());
  REQUIRE((*output)->commit());
  CHECK(get(folder / "a/out") == "safe");
  CHECK_FALSE((*output)->version());
  auto stream = files->stage("/dev/null", {.is_recorded = true});
  REQUIRE(stream);
  REQUIRE((*stream)->finish());
  REQUIRE((*stream)->commit());
  CHECK_FALSE((*stream)->version());
}

TEST_CASE("a stamp is settled when the file was left alone before it was looked at, by a clock that goes on") {
  constexpr std::int64_t second = 1'000'000'000;
  const FileStamp stamp{1, 2, 3, 100 * second, 100 * second};
  CHECK(stamp.settled(101 * second, 101 * second));
  CHECK_FALSE(stamp.settled(100 * second, 101 * second));
  CHECK_FALSE(stamp.settled(99 * second, 101 * second));
  CHECK_FALSE(stamp.settled(101 * second, 50 * second));  // the clock was put back since
}

TEST_CASE("bytes that were read know the file that they are of") {
  const TestFolder folder;
  put(folder / "a", "text");
  const auto bytes = real_files()->read(folder / "a");
  REQUIRE(bytes);
  CHECK(bytes->stamp() == stamp_of(folder / "a"));
  CHECK_FALSE(bytes->is_mapped());
  const auto version = version_of_file(folder / "a");
  REQUIRE(version);
  CHECK(version->stamp == *bytes->stamp());
  CHECK(version->hash == content_hash("text"));
  CHECK_FALSE(version_of_file(folder / "none"));
  CHECK_FALSE(version_of_file(folder.path.string()));
}
