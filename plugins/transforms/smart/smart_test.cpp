// Smart punctuation: quotes in pairs, apostrophes, dashes, ellipses, languages.
#include <catch2/catch.hpp>

#include "punctuation.hpp"

namespace {

std::string smart(std::string_view text, std::string_view lang = "en", Changes changes = {}) {
  Run run(changes);
  run.text(0, text, quotation_marks_of(lang));
  std::string result(text);
  run.finish([&](std::uint32_t, const std::string& changed) { result = changed; });
  return result;
}

}  // namespace

TEST_CASE("quotes") {
  CHECK(smart("\"Hello,\" said the spider.") == "\u201CHello,\u201D said the spider.");
  CHECK(smart("'A', 'B', and 'C' are letters.") == "\u2018A\u2019, \u2018B\u2019, and \u2018C\u2019 are letters.");
  CHECK(smart("'He said, \"I want to go.\"'") == "\u2018He said, \u201CI want to go.\u201D\u2019");
  CHECK(smart("Were you alive in the '70s?") == "Were you alive in the \u201970s?");
  CHECK(smart("don't \"it's\" dogs' tails") == "don\u2019t \u201Cit\u2019s\u201D dogs\u2019 tails");
  CHECK(smart("(\"x\") [\"y\"]") == "(\u201Cx\u201D) [\u201Cy\u201D]");
  CHECK(smart("\"x\"-\"y\"") == "\u201Cx\u201D-\u201Cy\u201D");
  CHECK(smart("\"") == "\u201C");
  CHECK(smart("a \" b") == "a \u201C b");
  CHECK(smart("\"A paragraph without end.") == "\u201CA paragraph without end.");
  CHECK(smart("no marks") == "no marks");
  CHECK(smart("\u00E9\"\u00FC") == "\u00E9\u201D\u00FC");
}

TEST_CASE("dashes and ellipses") {
  CHECK(smart("a-b--c---d") == "a-b\u2013c\u2014d");
  CHECK(smart("----") == "\u2013\u2013");
  CHECK(smart("-----") == "\u2014\u2013");
  CHECK(smart("------") == "\u2014\u2014");
  CHECK(smart("-------") == "\u2014\u2013\u2013");
  CHECK(smart("so... well....") == "so\u2026 well\u2026.");
  CHECK(smart("a..b") == "a..b");
  CHECK(smart("\"a\" -- ...", "en", {false, true, true}) == "\"a\" \u2013 \u2026");
  CHECK(smart("\"a\" -- ...", "en", {true, false, false}) == "\u201Ca\u201D -- ...");
}

TEST_CASE("languages") {
  CHECK(smart("\"a 'b' c\"", "de") == "\u201Ea \u201Ab\u2018 c\u201C");
  CHECK(smart("\"a\"", "de-AT") == "\u201Ea\u201C");
  CHECK(smart("\"a\"", "de_CH") == "\u00ABa\u00BB");
  CHECK(smart("\"a\"", "FR") == "\u00AB\u00A0a\u00A0\u00BB");
  CHECK(smart("\"a\"", "zh-Hant-TW") == "\u300Ca\u300D");
  CHECK(smart("\"a\"", "zh") == "\u201Ca\u201D");
  CHECK(smart("\"a\"", "x-unknown") == "\u201Ca\u201D");
  CHECK(smart("\"a\"", " ") == "\u201Ca\u201D");
  CHECK(smart("it's", "de") == "it\u2019s");
}

TEST_CASE("quotes pair across pieces") {
  const QuotationMarks& marks = quotation_marks_of("en");
  Run run({});
  run.text(1, "\"", marks);
  run.text(2, "strong", marks);
  run.text(3, "\" and '", marks);
  run.other('x');  // code
  run.text(4, "'", marks);
  std::string all;
  run.finish([&](std::uint32_t number, const std::string& text) { all += std::to_string(number) + text; });
  CHECK(all == "1\u201C3\u201D and \u20184\u2019");
}

TEST_CASE("a second time nothing changes, and many quotes take linear time") {
  std::string text;
  for (int k = 0; k < 200000; ++k) text += k % 3 == 0 ? " 'a" : " \"b";
  const std::string once = smart(text);
  CHECK(smart(once) == once);
}
