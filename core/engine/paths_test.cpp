#include <catch2/catch.hpp>

#include "engine/paths.hpp"

using namespace deckle;

TEST_CASE("paths are text") {
  CHECK(absolute_path("/a/./b/../c/") == "/a/c");
  CHECK(absolute_path("/../..") == "/");
  CHECK(absolute_path("a/../b") == absolute_path("") + "/b");
  CHECK(absolute_path("..") == folder_of(absolute_path(".")));
  CHECK(folder_of("/a/b") == "/a");
  CHECK(folder_of("/a") == "/");
  CHECK(folder_of("/") == "/");
  CHECK(place_of_path("/book/a.md", "../x//y/") == "/x/y");
  CHECK(place_of_path("/book/a.md", "../../../../x") == "/x");
}

TEST_CASE("below a folder, and the way from one to another") {
  CHECK(below("/a/b/c", "/a/b") == "c");
  CHECK(below("/a/b/c", "/") == "a/b/c");
  CHECK(below("/a", "/a") == "");
  CHECK_FALSE(below("/ab", "/a"));
  CHECK_FALSE(below("/a", "/a/b"));
  CHECK(relative_path("/a/b/c", "/a/b") == "c");
  CHECK(relative_path("/a/b", "/a/b") == ".");
  CHECK(relative_path("/a", "/a/b") == "..");
  CHECK(relative_path("/a/x/y", "/a/b/c") == "../../x/y");
  CHECK(relative_path("/x", "/") == "x");
  CHECK(relative_path("/", "/a/b") == "../..");
}
