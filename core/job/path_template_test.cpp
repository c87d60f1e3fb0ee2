#include "job/path_template.hpp"

#include <catch2/catch.hpp>

using namespace deckle;

namespace {

std::string expanded(std::string_view text, const PathFields& fields) {
  INFO(text);
  const Result<PathTemplate> made = PathTemplate::parse(text);
  REQUIRE(made);
  const Result<std::string> path = made->expand(fields);
  return path ? *path : path.problem().code;
}

Diagnostic fault(std::string_view text) {
  INFO(text);
  const Result<PathTemplate> made = PathTemplate::parse(text);
  REQUIRE_FALSE(made);
  return made.problem();
}

}  // namespace

TEST_CASE("placeholders are filled in") {
  const PathFields fields{"guide/deep", "a.tar.gz", "markdown"};
  CHECK(expanded("site/{dir}/{stem}.html", fields) == "site/guide/deep/a.tar.html");
  CHECK(expanded("{path}.{reader}", fields) == "guide/deep/a.tar.gz.markdown");
  CHECK(expanded("{ext}/{name}", fields) == "gz/a.tar.gz");
  CHECK(expanded("{{{stem}}}", fields) == "{a.tar}");
  CHECK(expanded("./x/./{stem}", fields) == "x/a.tar");
  CHECK(expanded("{dir}/{stem}.html", {"", "a.md", ""}) == "a.html");
  CHECK(expanded("site/{dir}/{stem}.html", {"", "a.md", ""}) == "site/a.html");
  CHECK(expanded("{path}", {"", "a.md", ""}) == "a.md");
  CHECK(expanded("{stem}.html", {"", ".hidden", ""}) == ".hidden.html");
}

TEST_CASE("a path that leads out of the folder or to no file is refused") {
  CHECK(expanded("{ext}", {"", "a", ""}) == "job.output-path");
  CHECK(expanded("x/{ext}", {"", "a", ""}) == "job.output-path");
  CHECK(expanded("{dir}/a", {"..", "a", ""}) == "job.output-path");
  CHECK(expanded("{dir}/{name}", {"../up", "a", ""}) == "job.output-path");
}

TEST_CASE("bad templates say where") {
  CHECK(fault("site/{stm}.html").where.offset == 5);
  CHECK(fault("site/{stm}.html").where.caret_length == 5);
  CHECK(fault("site/{stm}.html").hint == "did you mean 'stem'?");
  CHECK(fault("a{stem").where.offset == 1);
  CHECK(fault("a}").where.offset == 1);
  CHECK(fault("/a").where.offset == 0);
  CHECK(fault("").code == "job.path-template");
  CHECK(fault("a/../b").where.offset == 2);
  CHECK(fault("{dir}/").where.offset == 5);
  CHECK(fault("{}").code == "job.path-template");
  CHECK(PathTemplate::parse("a..b/{stem}"));
}

TEST_CASE("what a template says of all its results") {
  CHECK(PathTemplate::parse("site/x{dir}/{stem}.html")->leading_folders() == "site/");
  CHECK(PathTemplate::parse("./site/{stem}.html")->leading_folders() == "site/");
  CHECK(PathTemplate::parse("{stem}.html")->leading_folders().empty());
  CHECK(PathTemplate::parse("{stem}.html")->ending() == ".html");
  CHECK(PathTemplate::parse("a/b.html")->is_constant());
  CHECK(PathTemplate::parse("a/{reader}")->uses_reader());
}
