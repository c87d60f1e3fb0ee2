#include <catch2/catch.hpp>

#include <deque>

#include "engine/planned_paths.hpp"
#include "io/paths.hpp"

using namespace deckle;

TEST_CASE("what a path is by the plan") {
  const DocumentPlaces a{"docs/a.md", {"site/a.html", "", "-"}}, b{"docs/part/b.md", {"docs/part/b.md"}}, in{"-", {}};
  PlannedPaths paths;
  for (const DocumentPlaces* document : {&a, &b, &in}) paths.add(*document);
  paths.add_joined("site/all/book.html");
  CHECK(paths.document_of(absolute_path("docs/a.md")) == &a);
  CHECK(paths.document_of(absolute_path("docs/part/b.md")) == &b);
  CHECK(paths.document_of(absolute_path("site/a.html")) == nullptr);
  CHECK(paths.document_of(absolute_path("-")) == nullptr);
  CHECK(paths.is_output(absolute_path("site/a.html")));
  CHECK(paths.is_output(absolute_path("docs/part/b.md")));
  CHECK(paths.is_output(absolute_path("site/all/book.html")));
  CHECK_FALSE(paths.is_output(absolute_path("docs/a.md")));
  CHECK(paths.holds_outputs(absolute_path("site/all")));
  CHECK(paths.holds_outputs("/"));
  CHECK(paths.holds_outputs(absolute_path("docs/part")));
  CHECK_FALSE(paths.holds_outputs(absolute_path("docs/part/b.md")));
  CHECK(paths.holds_inputs(absolute_path("docs")));
  CHECK_FALSE(paths.holds_inputs(absolute_path("site")));
}

TEST_CASE("a plan without documents has nothing") {
  const PlannedPaths paths;
  CHECK(paths.document_of("/a") == nullptr);
  CHECK_FALSE(paths.is_output("/a"));
  CHECK_FALSE(paths.holds_outputs("/"));
}

TEST_CASE("every path of a large plan is found") {
  std::deque<DocumentPlaces> documents;
  PlannedPaths paths;
  for (int k = 0; k < 20'000; ++k) {
    const std::string name = "/in/" + std::to_string(k);
    paths.add(documents.emplace_back(DocumentPlaces{name, {"/out/" + name, "/more/" + name}}));
  }
  for (const DocumentPlaces& document : documents) {
    REQUIRE(paths.document_of(document.input) == &document);
    REQUIRE(paths.is_output(absolute_path(document.outputs[0])));
    REQUIRE(paths.is_output(absolute_path(document.outputs[1])));
    REQUIRE_FALSE(paths.is_output(document.input));
  }
}
