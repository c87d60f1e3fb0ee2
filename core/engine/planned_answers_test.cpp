#include <catch2/catch.hpp>

#include "engine/planned_answers.hpp"
#include "io/paths.hpp"

using namespace deckle;

namespace {

// docs/a.md and docs/b.md become pages; beside them lies a file that is no input.
struct Site {
  MemoryFiles files;
  Recipe recipe;

  Site() {
    files.content = {{"docs/a.md", ""}, {"docs/b.md", ""}, {"docs/list.csv", ""}};
    recipe.outputs.push_back({});
    recipe.outputs[0].resources = {{ResourceMode::copy, {}}, "site/"};
    for (const char* name : {"a", "b"}) {
      DocumentTask& task = recipe.documents.emplace_back();
      task.places.input = std::string("docs/") + name + ".md";
      task.places.outputs = {std::string("site/") + name + ".html"};
      task.places.around = std::make_shared<Surroundings>(Surroundings{"docs", {"docs"}});
    }
    recipe.listed.add(absolute_path("docs"), {{"a.md"}, {"b.md"}, {"list.csv"}}, true);
  }
};

Reference link(const char* address) { return {"", address, false, {}}; }

}  // namespace

TEST_CASE("the plan says of links what their broker would say") {
  Site site;
  PlannedAnswers plan(site.recipe, site.files);
  const std::vector<Reference> references = {link("b.md#end"), link("c.md"), link("./c.md")};
  const auto answers = plan.of(0, references, {0});
  REQUIRE(answers);

  RunFiles run(site.files);
  enter(site.recipe, run);
  LocalBroker broker(site.files, site.recipe.documents[0].places, run);
  const auto problems = broker.check(references);
  REQUIRE(answers->problems.size() == problems.size());
  for (std::size_t k = 0; k < references.size(); ++k) {
    CAPTURE(references[k].address);
    REQUIRE(answers->problems[k].has_value() == problems[k].has_value());
    if (problems[k]) CHECK(answers->problems[k]->message == problems[k]->message);
    const auto expected = broker.expected_address(0, references[k]);
    REQUIRE(expected);
    CHECK(answers->expected.at(0).at(k)->address == expected->address);
  }
  CHECK(answers->expected.at(0).at(0)->address == "b.html#end");
}

TEST_CASE("where a file would have to be looked for, the plan says nothing") {
  Site site;
  PlannedAnswers plan(site.recipe, site.files);
  CHECK(plan.of(0, {link("b.md")}, {0}));
  CHECK_FALSE(plan.of(0, {link("b.md"), link("list.csv")}, {0}));
  CHECK_FALSE(plan.of(0, {link("list.csv")}, {}));
  CHECK_FALSE(plan.of(0, {{"", "list.csv", true, {}}}, {0}));
}
