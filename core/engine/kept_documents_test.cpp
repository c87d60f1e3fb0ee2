#include "engine/kept_documents.hpp"

#include <unistd.h>

#include <catch2/catch.hpp>
#include <filesystem>
#include <fstream>

#include "test_folder.hpp"

using namespace deckle;
namespace fs = std::filesystem;

TEST_CASE("documents are found again in their file, and nothing else is taken for one") {
  const TestFolder folder;
  const std::string path = folder / "blocks";
  KeptDocument second;
  {
    KeptDocuments kept;
    kept.keep_in(path);
    REQUIRE(kept.outlast_the_run());
    REQUIRE(kept.add(empty_document()));
    const auto added = kept.add(empty_document());
    REQUIRE(added);
    second = *added;
    CHECK(second.offset == KeptDocument::page);
  }
  std::ofstream(path, std::ios::app) << std::string(100, 'x');
  KeptDocuments kept;
  kept.keep_in(path);
  REQUIRE(kept.open(second));
  CHECK((*kept.open(second)).bytes() == empty_document().bytes());
  CHECK_FALSE(kept.open({0, second.size - 1}));
  CHECK_FALSE(kept.open({0, 0}));
  CHECK_FALSE(kept.open({kept.size(), 1}));
  CHECK_FALSE(kept.open({~std::uint64_t{0}, 100}));
  CHECK_FALSE(kept.open({0, ~std::uint64_t{0}}));
  CHECK_FALSE(kept.open({second.offset + second.size, 100}));
  CHECK((*kept.add(empty_document())).offset == 2 * KeptDocument::page);
  kept.clear();
  CHECK_FALSE(kept.open(second));
  CHECK(fs::file_size(path) == 0);
}

TEST_CASE("a file of a name that cannot be had is done without") {
  KeptDocuments kept;
  kept.keep_in("/dev/null");
  CHECK_FALSE(kept.outlast_the_run());
  const auto added = kept.add(empty_document());
  REQUIRE(added);
  CHECK(kept.open(*added));
}

TEST_CASE("who is given the file of finished documents can read it and no more") {
  const TestFolder folder;
  for (const bool has_name : {false, true}) {
    KeptDocuments kept;
    if (has_name) kept.keep_in(folder / "blocks");
    REQUIRE(kept.add(empty_document()));
    char byte = 0;
    CHECK(pread(kept.file(), &byte, 1, 0) == 1);
    CHECK(pwrite(kept.file(), &byte, 1, 0) == -1);
    CHECK(ftruncate(kept.file(), 0) == -1);
  }
}
