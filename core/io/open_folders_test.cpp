#include "io/open_folders.hpp"

#include <catch2/catch.hpp>

#include <filesystem>
#include <fstream>
#include <string>
#include <vector>

#include "test_folder.hpp"

using namespace deckle;
namespace fs = std::filesystem;

namespace {

std::string file(const TestFolder& folder, const std::string& name, const std::string& text) {
  std::string path = folder / name;
  fs::create_directories(fs::path(path).parent_path());
  std::ofstream(path) << text;
  return path;
}

}  // namespace

TEST_CASE("files of folders that stay open look as they do by their paths") {
  const TestFolder folder;
  std::vector<std::string> paths;
  for (const char* name : {"in/a", "out/a", "in/b", "out/b", "c", "in/deep/d", "in/deep/e"})
    paths.push_back(file(folder, name, name));
  paths.push_back(folder / "in/none");
  paths.push_back(folder / "none/a");
  paths.push_back(folder / "in/a/b");
  OpenFolders folders;
  for (int round = 0; round < 3; ++round)
    for (const std::string& path : paths) CHECK(folders.stamp_of(path) == stamp_of(path));
  CHECK(folders.stamp_of("/") == stamp_of("/"));
  CHECK(folders.stamp_of("/dev") == stamp_of("/dev"));
  CHECK(folders.stamp_of("no-such-file") == std::nullopt);
}

TEST_CASE("what changes in a folder that stays open is seen") {
  const TestFolder folder;
  const std::string a = file(folder, "in/a", "one"), b = file(folder, "in/b", "two");
  OpenFolders folders;
  CHECK(folders.stamp_of(a)->size == 3);
  CHECK(folders.stamp_of(b)->size == 3);
  std::ofstream(a) << "longer";
  CHECK(folders.stamp_of(a)->size == 6);
  fs::remove(b);
  CHECK(folders.stamp_of(b) == std::nullopt);
  fs::create_symlink("a", b);
  CHECK(folders.stamp_of(b)->size == 6);
}
