// The cache: right when warm, harmless when broken, quick.
#include <catch2/catch.hpp>
#include <chrono>
#include <ctime>
#include <thread>

#include "contract.hpp"

using namespace contract;
using deckle::Verdict;

namespace {

fs::path cache_file(const fs::path& folder) {
  for (const fs::directory_entry& entry : fs::directory_iterator(folder)) return entry.path();
  return {};
}

}  // namespace

TEST_CASE("a second look needs no child, and says the same") {
  const Scratch cache;
  const std::vector<fs::path> libraries{library("good"), library("revision"), library("crashes")};
  const deckle::Discovery first = look(libraries, cache.path());
  // A time limit of nothing makes every child fail: what is known was not asked for again.
  const deckle::Discovery second = look(libraries, cache.path(), 0);
  REQUIRE(second.candidates.size() == 3);
  CHECK(second.candidates[0].verdict == Verdict::accepted);
  CHECK(second.candidates[0].plugin->manifest.components.size() == 3);
  CHECK(second.candidates[0].plugin->manifest.components[0].magic[0].mask == "\xFF\xFF\xFF\xFF\x0F");
  CHECK(second.candidates[1].reason.code == "plugin.revision");
  CHECK(second.candidates[2].reason.code == "plugin.crashed");
  CHECK(second.candidates[2].reason.message == first.candidates[2].reason.message);
}

TEST_CASE("a library that was replaced is described anew") {
  const Scratch cache, folder;
  const fs::path file = folder.path() / "one.so";
  fs::copy(library("good"), file);
  CHECK(look({file}, cache.path()).candidates[0].plugin->manifest.id == "org.example.good");
  fs::remove(file);
  fs::copy(library("twin"), file);
  CHECK(look({file}, cache.path()).candidates[0].plugin->manifest.id == "org.example.twin");
}

TEST_CASE("a broken cache is the same as none, and is mended") {
  const Scratch cache;
  look({library("good")}, cache.path());
  const fs::path file = cache_file(cache.path());
  const std::string whole = bytes_of(file);
  REQUIRE(whole.size() > 100);
  for (std::string broken : {std::string(), std::string("nonsense"), whole.substr(0, whole.size() / 2), whole + "more",
                             std::string(100000, '['), std::string(1000, '\0'), std::string(1000, '\xFF')}) {
    std::ofstream(file, std::ios::binary) << broken;
    const deckle::Discovery found = look({library("good")}, cache.path());
    CHECK(found.candidates[0].verdict == Verdict::accepted);
    CHECK(bytes_of(file).size() > 100);
  }
  // Other lengths, counts and values in every place: none may do more than be forgotten.
  for (std::size_t at = 0; at < whole.size(); at += 7) {
    std::string broken = whole;
    broken[at] = static_cast<char>(~broken[at]);
    std::ofstream(file, std::ios::binary) << broken;
    CHECK(look({library("good")}, cache.path()).candidates.size() == 1);
  }
}

TEST_CASE("a cache that cannot be written does not matter") {
  CHECK(look({library("good")}, "/proc/none/such").candidates[0].verdict == Verdict::accepted);
  CHECK(look({library("good")}, "/dev/null").candidates[0].verdict == Verdict::accepted);
}

TEST_CASE("how long a warm start takes", "[.measure]") {
  const Scratch cache, folder;
  for (int i = 0; i < 20; ++i) {
    std::string bytes = bytes_of(library("good"));
    const std::size_t at = bytes.find("org.example.good");
    bytes.replace(at, 16, "org.example.x" + std::to_string(100 + i));
    folder.write("plugin" + std::to_string(i) + ".so", bytes);
  }
  look({folder.path()}, cache.path());
  std::this_thread::sleep_for(std::chrono::milliseconds(300));
  look({folder.path()}, cache.path());
  const std::clock_t before = std::clock();  // processor time: the machine may have other things to do
  for (int i = 0; i < 100; ++i) CHECK(look({folder.path()}, cache.path(), 0).registry().plugins().size() == 20);
  const auto took = (std::clock() - before) * 1'000'000 / CLOCKS_PER_SEC;
  WARN("a warm start with 20 plugins: " << took / 100 << " us, cache of " << fs::file_size(cache_file(cache.path()))
                                        << " bytes");
}
