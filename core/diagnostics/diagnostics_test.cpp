#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

#include <cstdio>
#include <cstdlib>

#include "diagnostics/limits_in_words.hpp"
#include "diagnostics/printable.hpp"
#include "diagnostics/printer.hpp"
#include "diagnostics/render.hpp"

using namespace deckle;

namespace {

Diagnostic sample() {
  Diagnostic made = error("markdown.table-columns", "row has 4 cells, the header has 3", "add a column");
  made.severity = Severity::warning;
  made.where = {"in.md", 14, 3, 120, "| a | b |", 2, 3};
  return made;
}

// What was written to a stream by `use`.
template <class Use>
std::string printed(Use use) {
  char* text = nullptr;
  std::size_t size = 0;
  std::FILE* stream = open_memstream(&text, &size);
  use(stream);
  std::fclose(stream);
  std::string result(text, size);
  std::free(text);
  return result;
}

}  // namespace

TEST_CASE("a diagnostic names its severity, code, place and hint, and marks the excerpt") {
  CHECK(render_text(sample(), false) ==
        "warning[markdown.table-columns] in.md:14:3: row has 4 cells, the header has 3\n"
        "   14 | | a | b |\n"
        "      |   ^~~\n"
        "  hint: add a column\n");
}

TEST_CASE("a place in what cannot be opened is told by its offset") {
  Diagnostic problem = sample();
  problem.where = {"book.epub!/one.xhtml", 0, 0, 120, "", 0, 0};
  problem.hint.clear();
  CHECK(render_text(problem, false) ==
        "warning[markdown.table-columns] book.epub!/one.xhtml, byte 120: row has 4 cells, the header has 3\n");
  CHECK(nlohmann::json::parse(render_json(problem))["offset"] == 120);
}

TEST_CASE("a diagnostic without a place is one line") {
  CHECK(render_text(error("job.empty", "nothing to do"), false) == "error[job.empty] nothing to do\n");
}

TEST_CASE("colours come only when asked for") {
  CHECK(render_text(sample(), true).find("\x1b[") != std::string::npos);
  CHECK(render_text(sample(), false).find('\x1b') == std::string::npos);
}

TEST_CASE("nothing from a document reaches the terminal as a command") {
  CHECK(printable("a\x1b[2Jb") == "a\\u{1B}[2Jb");
  CHECK(printable("x\xC2\x9By") == "x\\u{9B}y");  // C1 control
  CHECK(printable("\xE2\x80\xAE"
                  "evil") == "\\u{202E}evil");     // right-to-left override
  CHECK(printable("\xFF\xC3(") == "\\xFF\\xC3(");  // broken UTF-8
  CHECK(printable(std::string_view("nul\0", 4)) == "nul\\u{0}");
  CHECK(printable("two\nlines\r") == "two lines ");
  CHECK(printable("Grüße 世界") == "Grüße 世界");
  Diagnostic hostile = error("a\x1b", "b\x1b", "c\x1b");
  hostile.where = {"f\x1b", 1, 1, 0, "l\x1b\x07", 0, 2};
  hostile.related.push_back({{"g\x1b", 1, 1, 0, "", 0, 0}, "r\x1b"});
  CHECK(render_text(hostile, false).find('\x1b') == std::string::npos);
}

TEST_CASE("the caret stands under what it marks: tabs, wide and combining characters, escapes") {
  CHECK(mark("\tab", 1, 1).indent == 4);
  CHECK(mark("世界x", 2, 1).indent == 4);
  CHECK(mark("世界", 1, 1).width == 2);
  CHECK(mark("e\xCC\x81x", 2, 1).indent == 1);
  CHECK(mark("\x01x", 1, 1).indent == 5);  // \u{1}
  CHECK(mark("ab", 2, 0).indent == 2);
  CHECK(mark("ab", 9, 9).width == 1);  // a range outside of the line
  CHECK(mark("ab", 0, 0xFFFFFFFFu).width == 2);
}

TEST_CASE("a JSON line holds the same facts, whatever bytes they are made of") {
  Diagnostic made = sample();
  made.where.file = "bad\xFFname.md";
  made.related.push_back({{"other.md", 2, 1, 9, "", 0, 0}, "first here"});
  made.fixes.push_back({{"in.md", 14, 3, 120, "", 0, 0}, 120, 121, "x"});
  const std::string line = render_json(made);
  CHECK(line.back() == '\n');
  CHECK(line.find('\n') == line.size() - 1);
  const auto json = nlohmann::json::parse(line);
  CHECK(json["severity"] == "warning");
  CHECK(json["code"] == "markdown.table-columns");
  CHECK(json["line"] == 14);
  CHECK(json["column"] == 3);
  CHECK(json["related"][0]["line"] == 2);
  CHECK(json["fixes"][0]["replacement"] == "x");
}

TEST_CASE("the first hundred of a severity are printed, the rest counted") {
  const auto run = [](MessageFormat format) {
    return printed([format](std::FILE* stream) {
      Printer printer(stream, {format, Severity::note, false, 100});
      for (int i = 0; i < 250; ++i) printer.print(error("a.b", "message"));
      CHECK(printer.count(Severity::error) == 250);
      printer.finish();
      printer.print(error("a.end", "message"));
    });
  };
  const std::string text = run(MessageFormat::text);
  CHECK(std::count(text.begin(), text.end(), '\n') == 102);
  CHECK(text.find("and 150 more") != std::string::npos);
  const std::string json = run(MessageFormat::json);
  CHECK(std::count(json.begin(), json.end(), '\n') == 251);
  const std::string mixed = printed([](std::FILE* stream) {
    Printer printer(stream, {MessageFormat::text, Severity::note, false, 2});
    Diagnostic warning = error("a.b", "message");
    warning.severity = Severity::warning;
    for (int i = 0; i < 5; ++i) printer.print(warning);
    printer.print(error("c.d", "message"));
  });
  CHECK(mixed == "warning[a.b] message\nwarning[a.b] message\nerror[c.d] message\n");
}

TEST_CASE("less severe diagnostics than asked for are counted in silence") {
  const std::string text = printed([](std::FILE* stream) {
    Printer printer(stream, {MessageFormat::text, Severity::error, false, 100});
    printer.print(sample());
    printer.finish();
    CHECK(printer.count(Severity::warning) == 1);
  });
  CHECK(text.empty());
}

TEST_CASE("Amounts of bytes are said in their largest unit") {
  CHECK(amount_of_bytes(256 << 20) == "256 MiB");
  CHECK(amount_of_bytes(1024) == "1 KiB");
  CHECK(amount_of_bytes(1025) == "1025 bytes");
  CHECK(amount_of_bytes(0) == "0 bytes");
  CHECK(amount_of_bytes(std::uint64_t{1} << 60) == "1048576 TiB");
}
