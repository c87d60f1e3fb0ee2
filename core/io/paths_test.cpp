#include <catch2/catch.hpp>

#include "io/paths.hpp"

using namespace deckle;

TEST_CASE("paths are text") {
  CHECK(absolute_path("/a/./b/../c/") == "/a/c");
  CHECK(absolute_path("/../..") == "/");
  CHECK(absolute_path("a/../b") == absolute_path("") + "/b");
  CHECK(absolute_path("..") == folder_of(absolute_path(".")));
  CHECK(folder_of("/a/b") == "/a");
  CHECK(folder_of("/a") == "/");
  CHECK(folder_of("/") == "/");
  CHECK(place_within("/book", "../x//y/") == "/x/y");
  CHECK(place_within("/book", "x/y.md") == "/book/x/y.md");
  CHECK(place_within("/book", "../../../../x") == "/x");
  CHECK(place_within("/book", "") == "/book");
  CHECK(place_within("/", "/x") == "/x");
  CHECK(place_within("/", "x") == "/x");
  for (const char* path : {"a.md", "./a.md", "book//a.md", "../a.md", "/a.md", "/b/../a.md", "", "."})
    CHECK(lies_at(absolute_path(path), path));
  CHECK_FALSE(lies_at(absolute_path("book/a.md"), "a.md"));
  CHECK_FALSE(lies_at(absolute_path("a.md"), "/a.md"));
  CHECK_FALSE(lies_at("/a.md", "a.md"));
}

TEST_CASE("paths of what lies in a folder") {
  CHECK(path_from("configs/", "../docs/./a.md") == "docs/a.md");
  CHECK(path_from("", "a.md") == "a.md");
  CHECK(path_from("docs/", "b/a.md") == "docs/b/a.md");
  CHECK(path_from("/docs/", "b/a.md") == "/docs/b/a.md");
  CHECK(path_from("/docs/", "b/../../a.md") == "/a.md");
  CHECK(path_from("/", "a.md") == "/a.md");
  CHECK(path_from("./", "a.md") == "a.md");
  CHECK(path_from("docs//", "a.md") == "docs/a.md");
  CHECK(path_from("docs", "/a.md") == "/a.md");
  CHECK(path_from("docs", "..") == ".");
  CHECK(path_from("docs", "a.md/") == "docs/a.md/");
  CHECK(folder_of_file("docs/a/b.md") == "docs/a/");
  CHECK(folder_of_file("/b.md") == "/");
  CHECK(folder_of_file("b.md").empty());
  CHECK(name_of_file("docs/a/b.md") == "b.md");
  CHECK(name_of_file("b.md") == "b.md");
  CHECK(name_of_file("docs/").empty());
}

TEST_CASE("normal paths") {
  CHECK(normal_path("a//b/./c/") == "a/b/c");
  CHECK(normal_path("a/../b") == "b");
  CHECK(normal_path("../a/../..") == "../..");
  CHECK(normal_path("/../a") == "/a");
  CHECK(normal_path("").empty());
  CHECK(normal_path("a/..").empty());
  CHECK(normal_path("/a/..") == "/");
  CHECK(normal_path("a/b/../../..") == "..");
  CHECK(normal_path("../../a/b/../c") == "../../a/c");
  CHECK(normal_path("/a/b/../../../c/") == "/c");
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
