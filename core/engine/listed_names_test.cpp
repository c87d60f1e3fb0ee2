#include "engine/listed_names.hpp"

#include <catch2/catch.hpp>

using namespace deckle;

TEST_CASE("a name that a walk did not see in a folder that it read is missing, and so is all below it") {
  ListedNames names;
  names.add("/docs", {{"a.md", EntryType::file}, {"images", EntryType::folder}}, true);
  CHECK(names.is_missing("/docs/b.md"));
  CHECK(names.is_missing("/docs/other/deep/b.md"));
  CHECK_FALSE(names.is_missing("/docs/a.md"));
  CHECK_FALSE(names.is_missing("/docs/images/a.png"));  // there no walk went
  CHECK_FALSE(names.is_missing("/elsewhere"));
  CHECK_FALSE(names.is_missing("/"));
  CHECK_FALSE(ListedNames().is_missing("/docs/b.md"));
}

TEST_CASE("names that a file system may take for others, or for too long, are not missing") {
  ListedNames names;
  names.add("/docs", {{"Readme.md", EntryType::file}}, false);
  CHECK_FALSE(names.is_missing("/docs/README.md"));
  CHECK(names.is_missing("/docs/README.txt"));
  CHECK_FALSE(names.is_missing("/docs/r\xC3\xA9sum\xC3\xA9.md"));
  CHECK_FALSE(names.is_missing("/docs/" + std::string(300, 'n')));
}

TEST_CASE("where capitals are told, a name is missing in another spelling") {
  ListedNames names;
  names.add("/docs", {{"Readme.md", EntryType::file}}, true);
  CHECK(names.is_missing("/docs/README.md"));
  CHECK_FALSE(names.is_missing("/docs/Readme.md"));
}

TEST_CASE("what several walks saw counts together") {
  ListedNames names, others;
  names.add("/docs", {{"a.md", EntryType::file}}, true);
  others.add("/notes", {{"b.md", EntryType::file}}, false);
  names.add(others);
  CHECK_FALSE(names.is_missing("/docs/a.md"));
  CHECK_FALSE(names.is_missing("/notes/b.md"));
  CHECK(names.is_missing("/notes/a.md"));
}
