#include "zip/zip_reader.hpp"

#include <catch2/catch.hpp>

using zip_archive::Error;
using zip_archive::Limits;
using zip_archive::Reader;

namespace {

std::string number(std::uint64_t value, int bytes) {
  std::string out;
  for (int i = 0; i < bytes; ++i) out += static_cast<char>(value >> (8 * i));
  return out;
}

std::uint32_t crc_of(std::string_view bytes) {
  std::uint32_t crc = 0xFFFFFFFF;
  for (const char c : bytes) {
    crc ^= static_cast<unsigned char>(c);
    for (int i = 0; i < 8; ++i) crc = (crc >> 1) ^ (0xEDB88320u & (0u - (crc & 1u)));
  }
  return ~crc;
}

struct Stored {
  std::string name, content;
  std::uint64_t flags = 0, claimed_crc = 0;
};

// An archive of entries that are stored as they are (APPNOTE 4.3.6); `overlapping`: every entry is the first one.
std::string archive_of(const std::vector<Stored>& entries, bool overlapping = false) {
  std::string out, directory;
  for (const Stored& entry : entries) {
    const std::size_t offset = overlapping ? 0 : out.size();
    const std::uint64_t crc = entry.claimed_crc != 0 ? entry.claimed_crc : crc_of(entry.content);
    const std::string shared = number(20, 2) + number(entry.flags, 2) + number(0, 2) + number(0, 4) + number(crc, 4) +
                               number(entry.content.size(), 4) + number(entry.content.size(), 4) +
                               number(entry.name.size(), 2) + number(0, 2);
    if (!overlapping || out.empty()) out += "PK\3\4" + shared + entry.name + entry.content;
    directory += "PK\1\2" + number(20, 2) + shared + number(0, 2) + number(0, 2) + number(0, 2) + number(0, 4) +
                 number(offset, 4) + entry.name;
  }
  const std::size_t begin = out.size();
  return out + directory + "PK\5\6" + number(0, 4) + number(entries.size(), 2) + number(entries.size(), 2) +
         number(directory.size(), 4) + number(begin, 4) + number(0, 2);
}

}  // namespace

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
