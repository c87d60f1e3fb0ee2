#include <catch2/catch.hpp>

#include "engine/local_broker.hpp"
#include "io/paths.hpp"

using namespace deckle;

namespace {

// docs/a.md and docs/b.md become site/a.html and site/b.html, with copies of what they refer to.
struct Site {
  MemoryFiles files;
  RunFiles run{files, {.is_recorded = true}};
  DocumentPlaces a = places("a"), b = places("b");

  Site() {
    files.content = {{"docs/a.md", "A"}, {"docs/b.md", "B"}, {"docs/x.png", "X"}, {"docs/inc.md", "I"}};
    run.add_output({{ResourceMode::copy, {}}, "site/"});
    run.add_document(a);
    run.add_document(b);
  }
  static DocumentPlaces places(const std::string& stem) {
    DocumentPlaces made;
    made.input = "docs/" + stem + ".md";
    made.around = std::make_shared<Surroundings>(Surroundings{"docs", {"docs", "more"}});
    made.outputs = {"site/" + stem + ".html"};
    return made;
  }
};

Reference image(std::string_view address) { return {{}, address, true, {}}; }

std::vector<std::string> names(const std::vector<MadeFile>& files) {
  std::vector<std::string> made;
  for (const MadeFile& file : files) made.push_back(short_path(file.path) + (file.version ? "" : " (unknown)"));
  return made;
}

using Names = std::vector<std::string>;

}  // namespace

TEST_CASE("a record holds what a document read, looked for, asked and made") {
  Site site;
  LocalBroker broker(site.files, site.a, site.run);
  REQUIRE(broker.open_input());
  CHECK(broker.resolve("", "inc.md"));
  CHECK(broker.resolve("", "inc.md"));
  CHECK_FALSE(broker.resolve("", "none.md"));
  CHECK(broker.address(0, {{}, "b.md#x", false, {}}).address == "b.html#x");
  CHECK(broker.address(0, image("x.png")).address == "x.png");
  REQUIRE((*broker.stage(0))->write("html"));
  REQUIRE((*broker.stage_part(0, "part/1"))->write("part"));
  REQUIRE(broker.commit());
  const DocumentRecord record = broker.take_record();

  REQUIRE(record.input);
  CHECK(record.input->hash == content_hash("A"));
  REQUIRE(record.read.size() == 2);
  CHECK(record.read[0].path == absolute_path("docs/inc.md"));
  CHECK(record.read[0].version->hash == content_hash("I"));
  CHECK(record.read[1].path == absolute_path("docs/x.png"));
  Names looks;
  for (const Look& look : record.looks) looks.push_back(look.folder + "/" + look.relative + " " + look.problem);
  CHECK(looks == Names{"docs/inc.md ", "docs/none.md io.not-found", "more/none.md io.not-found", "docs/x.png "});
  REQUIRE(record.answers.size() == 3);
  CHECK(record.answers[0].question.kind == PlanQuestion::Kind::link);
  CHECK(record.answers[0].output == 0);
  CHECK(record.answers[0].answer == "+b.html#x");
  for (const PlanAnswer& answer : record.answers) CHECK(answer_of(site.run, answer.question, 0) == answer.answer);
  REQUIRE(record.claims.size() == 1);
  CHECK(record.claims[0].place == absolute_path("site/x.png"));
  CHECK(record.claims[0].holder == record.claims[0].owner);
  CHECK(names(record.made) == Names{"site/x.png", "site/part/1", "site/a.html"});
  CHECK(record.made[2].version->hash == content_hash("html"));
}

TEST_CASE("who finds a copy made depends on its source as well") {
  Site site;
  for (const DocumentPlaces& places : {site.a, site.b}) {
    LocalBroker broker(site.files, places, site.run);
    CHECK(broker.address(0, image("x.png")).address == "x.png");
    REQUIRE(broker.commit());
    const DocumentRecord record = broker.take_record();
    REQUIRE(record.read.size() == 1);
    CHECK(record.read[0].version->hash == content_hash("X"));
    CHECK(names(record.made) == Names{"site/x.png"});
  }
  CHECK(site.run.copied() == 1);
}

TEST_CASE("of two under way each makes the copy that both want, since either may fail") {
  Site site;
  LocalBroker second(site.files, site.b, site.run);
  {
    LocalBroker first(site.files, site.a, site.run);
    CHECK(first.address(0, image("x.png")).address == "x.png");
    CHECK(second.address(0, image("x.png")).address == "x.png");
  }
  REQUIRE(second.commit());
  CHECK(site.files.content["site/x.png"] == "X");
}

TEST_CASE("among inputs, only what an earlier run wrote is replaced") {
  for (const bool was_made : {true, false}) {
    Site site;
    site.files.content["docs/site/x.png"] = "old";
    site.run.add_output({{ResourceMode::copy, {}}, "docs/site/"});
    DocumentPlaces inside = Site::places("site/c");
    inside.outputs = {"", "docs/site/c.html"};
    site.run.add_document(inside);
    site.run.remember([&](const std::string& place, const ContentHash& hash) {
      return was_made && place == absolute_path("docs/site/x.png") && hash == content_hash("old");
    });
    DocumentPlaces a = site.a;
    a.outputs = {"", "docs/site/a.html"};
    LocalBroker broker(site.files, a, site.run);
    const AddressAnswer answer = broker.address(1, image("x.png"));
    REQUIRE(broker.commit());
    CHECK(site.files.content["docs/site/x.png"] == (was_made ? "X" : "old"));
    CHECK(answer.problem.has_value() == !was_made);
    CHECK(names(broker.take_record().made) == (was_made ? Names{"docs/site/x.png"} : Names{}));
  }
}

TEST_CASE("without a record nothing is written down") {
  MemoryFiles files;
  files.content = {{"docs/a.md", "A"}};
  RunFiles run(files);
  LocalBroker broker(files, Site::places("a"), run);
  CHECK(broker.open_input());
  CHECK_FALSE(broker.resolve("", "none.md"));
  const DocumentRecord record = broker.take_record();
  CHECK_FALSE(record.input);
  CHECK(record.looks.empty());
}
