#include "report/page.hpp"

#include <catch2/catch.hpp>

using namespace deckle;

namespace {

// As large as diagnostics get, of characters that take most room on a page.
DocumentOutcome terrible(int number) {
  DocumentOutcome outcome;
  outcome.input = std::string(5000, '&') + std::to_string(number);
  outcome.status = DocumentStatus::failed;
  outcome.figures.microseconds = static_cast<std::uint64_t>(number);
  outcome.figures.stages.assign(150, {Role::reader, std::string(5000, '"'), 1});
  for (int k = 0; k < 20; ++k) {
    Diagnostic diagnostic =
        error(std::to_string(number) + "." + std::to_string(k), std::string(16'000, '\x01'), std::string(16'000, '<'));
    diagnostic.where = {std::string(5000, '&'), 1, 1, 0, std::string(900, '\x02'), 0, 1};
    outcome.diagnostics.push_back(std::move(diagnostic));
  }
  return outcome;
}

std::string no_meaning(std::string_view) { return std::string(10'000, '&'); }

}  // namespace

TEST_CASE("the page of a run has a bound") {
  Digest digest({"1.0", std::string(5000, '<'), "now", 300});
  for (int number = 0; number < 300; ++number) digest.finished(terrible(number));
  for (int k = 0; k < 1000; ++k) digest.said(error("run.error", std::string(16'000, '"')));
  const std::string page = report_page(digest, no_meaning);
  CHECK(page.size() > 4'000'000);
  CHECK(page.size() < 5'000'000);
  CHECK(page.ends_with("</html>\n"));
  CHECK(page.find("and 2") != std::string::npos);
}

TEST_CASE("what is kept of a run does not grow with it") {
  Digest digest({"1.0", "job.yaml", "now", 3000});
  DocumentOutcome outcome;
  for (int number = 0; number < 3000; ++number) {
    outcome.input = std::to_string(number);
    outcome.status = number % 2 == 0 ? DocumentStatus::failed : DocumentStatus::done;
    outcome.figures.microseconds = static_cast<std::uint64_t>(number * 7919 % 3001);
    outcome.diagnostics = {error("a.loss", "x"), error("code." + outcome.input, "y"), error("a.loss", "z")};
    outcome.dropped = {{"a.loss", 3}};
    digest.finished(outcome);
  }
  CHECK(digest.failed() == 1500);
  CHECK(digest.failures().size() == Digest::most_failures);
  CHECK(digest.codes().size() == Digest::most_codes);
  CHECK(digest.codes()[0].code == "a.loss");
  CHECK(digest.codes()[0].count == 15'000);
  CHECK(digest.codes()[0].documents == 3000);
  CHECK(digest.codes()[0].first.size() == Digest::most_of_a_code);
  REQUIRE(digest.slowest().size() == Digest::most_slow);
  for (std::size_t k = 0; k < Digest::most_slow; ++k) CHECK(digest.slowest()[k].microseconds == 3000 - k);
}
