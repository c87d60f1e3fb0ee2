#include "zip/zip_reader.hpp"

#include <catch2/catch.hpp>

#include "stored_zip.hpp"

using stored_zip::archive_of;
using stored_zip::Stored;
using zip_archive::Error;
using zip_archive::Limits;
using zip_archive::Reader;

TEST_CASE("entries are found by name and read") {
  const std::string bytes = archive_of({{"a.xml", "one"}, {"word\\Document.xml", "two"}});
  Reader reader(bytes, {});
  REQUIRE(reader.entries().size() == 2);
  CHECK(reader.read(reader.find("A.XML")) == "one");
  CHECK(reader.read(reader.find("word/document.xml")) == "two");
  CHECK(reader.find("b.xml") == Reader::none);
  CHECK(reader.oddities().empty());
}

TEST_CASE("names that lead outside and names given twice are told") {
  const std::string bytes =
      archive_of({{"../a", "1"}, {"/etc/b", "2"}, {"c:/d", "3"}, {"e", "4"}, {"E", "5"}, {"f..g", "6"}});
  Reader reader(bytes, {});
  CHECK(reader.oddities().size() == 4);
  CHECK(reader.read(reader.find("e")) == "4");
}

TEST_CASE("what is inflated stays below the limit, entry by entry and together") {
  const std::string bytes = archive_of({{"a", std::string(600, 'x')}, {"b", std::string(600, 'x')}});
  Limits limits;
  limits.free_bytes = 1000, limits.ratio = 0;
  Reader reader(bytes, limits);
  CHECK(reader.read(0).size() == 600);
  CHECK_THROWS_AS(reader.read(1), Error);
}

TEST_CASE("archives that are not sound are refused") {
  const std::string good = archive_of({{"a", "content"}});
  constexpr std::size_t comment_length = 2;  // the last field: nobody misses it
  for (std::size_t size = 0; size + comment_length < good.size(); ++size) {
    const std::string part = good.substr(0, size);
    INFO(size << " of " << good.size());
    CHECK_THROWS_AS(Reader(part, {}), Error);
  }
  const std::string overlapping = archive_of(std::vector<Stored>(20, {"a", std::string(1000, 'x')}), true);
  CHECK_THROWS_WITH(Reader(overlapping, {}), Catch::Contains("overlap"));
  Limits few;
  few.entries = 1;
  const std::string two = archive_of({{"a", ""}, {"b", ""}});
  CHECK_THROWS_AS(Reader(two, few), Error);
}

TEST_CASE("encrypted and damaged entries") {
  const std::string bytes = archive_of({{"secret", "0123456789ab", 1}, {"damaged", "content", 0, 7}});
  Reader reader(bytes, {});
  CHECK_THROWS_WITH(reader.read(0), Catch::Contains("encrypted"));
  CHECK_THROWS_AS(reader.read(1), Error);
  std::string damage;
  CHECK(reader.read(1, &damage) == "content");
  CHECK_FALSE(damage.empty());
}
