#include <catch2/catch.hpp>

#include <deque>

#include "engine/link_map.hpp"
#include "io/paths.hpp"
#include "pipeline/address.hpp"

using namespace deckle;

namespace {

struct TestMap : LinkMap {
  TestMap() : LinkMap(paths) {}
  void add(const std::string& input, const std::vector<std::string>& outputs) {
    paths.add(documents.emplace_back(DocumentPlaces{input, outputs}));
  }
  const std::string* input(const std::string& from, std::string_view address) const {
    const DocumentPlaces* found = document_at(lead_within(folder_of(absolute_path(from)), address).place);
    return found == nullptr ? nullptr : &found->input;
  }
  std::optional<std::string> mapped(const std::string& from, std::string_view address, const std::string& to,
                                    std::size_t output) const {
    const DocumentPlaces* found = document_at(lead_within(folder_of(absolute_path(from)), address).place);
    return found == nullptr ? std::nullopt : LinkMap::mapped(*found, address, folder_of(absolute_path(to)), output);
  }
  PlannedPaths paths;
  std::deque<DocumentPlaces> documents;
};

}  // namespace

TEST_CASE("a link to another input becomes a link to its output, relative and with its fragment") {
  TestMap map;
  map.add("book/one.md", {"site/one.html", "md/one.md"});
  map.add("book/part/two words.md", {"site/part/two words.html", "-"});
  const auto at = [&map](const std::string& from, std::string_view address, const std::string& to, std::size_t output) {
    return map.mapped(from, address, to, output).value_or("unchanged");
  };
  CHECK(at("book/one.md", "part/two%20words.md#x", "site/one.html", 0) == "part/two%20words.html#x");
  CHECK(at("book/part/two words.md", "../one.md?q=1#x", "site/part/two words.html", 0) == "../one.html?q=1#x");
  CHECK(at("book/one.md", "./one.md", "site/one.html", 0) == "one.html");
  CHECK(at("./book/one.md", "one.md", "md/one.md", 1) == "one.md");
  CHECK(at("book/one.md", "none.md", "site/one.html", 0) == "unchanged");
  CHECK(at("book/one.md", "part/two%20words.md", "md/one.md", 1) == "unchanged");
  CHECK(at("book/one.md", "one.md", "site/one.html", 7) == "unchanged");
}

TEST_CASE("an address leads to an input, or to none") {
  TestMap map;
  map.add("book/one.md", {""});
  REQUIRE(map.input("book/part/two.md", "../one.md#x"));
  CHECK(*map.input("book/part/two.md", "../one.md#x") == "book/one.md");
  CHECK(map.input("book/one.md", "two.md") == nullptr);
  CHECK(map.mapped("book/one.md", "one.md", "site/one.html", 0) == std::nullopt);  // no output of its own
}

TEST_CASE("a link to a folder leads to its index, else to its README") {
  TestMap map;
  map.add("docs/README.md", {"site/README.html"});
  map.add("docs/guide/ReadMe.txt", {"site/guide/ReadMe.html"});
  map.add("docs/guide/index.md", {"site/guide/index.html"});
  map.add("docs/guide/INDEX.txt", {"site/guide/INDEX.html"});
  const auto at = [&map](const std::string& from, std::string_view address, const std::string& to) {
    return map.mapped(from, address, to, 0).value_or("unchanged");
  };
  CHECK(at("docs/README.md", "guide/#x", "site/README.html") == "guide/index.html#x");
  CHECK(at("docs/README.md", "guide", "site/README.html") == "guide/index.html");
  CHECK(at("docs/guide/index.md", "..", "site/guide/index.html") == "../README.html");
  CHECK(at("docs/guide/index.md", "./", "site/guide/index.html") == "index.html");
  CHECK(at("docs/guide/index.md", "../none/", "site/guide/index.html") == "unchanged");
  CHECK(*map.input("docs/README.md", "guide/") == "docs/guide/index.md");
}

TEST_CASE("every byte of a name survives its way through an address") {
  std::string name;
  for (int byte = 1; byte < 256; ++byte)
    if (byte != '/') name += static_cast<char>(byte);
  TestMap map;
  map.add("in/" + name + ".md", {"out/" + name + ".html"});
  map.add("in/a.md", {"out/a.html"});
  const std::string address = percent_encoded(name);
  CHECK(map.mapped("in/a.md", address + ".md?q#f", "out/a.html", 0) == address + ".html?q#f");
  CHECK(percent_decoded(address) == name);
}
