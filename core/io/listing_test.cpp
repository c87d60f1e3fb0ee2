#include "io/listing.hpp"

#include <catch2/catch.hpp>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <map>

using namespace deckle;

TEST_CASE("a real folder tells files, folders, links to both, and the rest") {
  std::string name = std::filesystem::temp_directory_path() / "deckle-listing-XXXXXX";
  REQUIRE(mkdtemp(name.data()));
  const std::filesystem::path folder = name;
  std::ofstream(folder / "file") << "x";
  std::filesystem::create_directory(folder / "folder");
  std::filesystem::create_symlink("file", folder / "to-file");
  std::filesystem::create_symlink("folder", folder / "to-folder");
  std::filesystem::create_symlink("nowhere", folder / "to-nothing");
  const auto listing = real_listing();
  const auto entries = listing->list(name);
  std::map<std::string, EntryType> found;
  if (entries) {
    for (const Entry& entry : *entries) found[entry.name] = entry.type;
  }
  const bool tells_capitals = entries && listing->tells_capitals(name, *entries);
  const bool has_other_file = std::filesystem::exists(folder / "FILE");
  const bool tells_nothing = listing->tells_capitals(name, {{"1", EntryType::file}});
  const auto missing = listing->list(name + "/missing");
  const auto file = listing->list(name + "/file");
  std::filesystem::remove_all(folder);
  REQUIRE(entries);
  CHECK(found == std::map<std::string, EntryType>{{"file", EntryType::file},
                                                  {"folder", EntryType::folder},
                                                  {"to-file", EntryType::linked_file},
                                                  {"to-folder", EntryType::linked_folder},
                                                  {"to-nothing", EntryType::other}});
  CHECK(tells_capitals != has_other_file);
  CHECK_FALSE(tells_nothing);
  REQUIRE(missing);
  CHECK(missing->empty());
  REQUIRE(file);
  CHECK(file->empty());
}
