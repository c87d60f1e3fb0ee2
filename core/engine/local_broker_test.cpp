#include <catch2/catch.hpp>

#include <cerrno>

#include "engine/local_broker.hpp"
#include "io/problem.hpp"
#include "pipeline/address.hpp"

using namespace deckle;

namespace {

DocumentPlaces places() {
  DocumentPlaces made;
  made.input = "book/chapters/one.md";
  made.around = std::make_shared<Surroundings>(Surroundings{"", {"book"}});
  made.outputs = {"site/one.html", "site/one.json"};
  return made;
}

MemoryFiles book() {
  MemoryFiles files;
  files.content = {{"book/chapters/one.md", "# One"},
                   {"book/images/a b.png", "PNG"},
                   {"book/chapters/inc/two.md", "two"},
                   {"book/chapters/inc/three.md", "three"},
                   {"secret", "secret"}};
  return files;
}

std::string code_of(const Result<InputFile>& answer) {
  return answer ? std::string(answer->bytes.view()) : answer.problem().code;
}

}  // namespace

TEST_CASE("addresses are sorted by kind, whatever their case and shape") {
  CHECK(kind_of_address("a/b.png") == AddressKind::relative);
  CHECK(kind_of_address("a:b/c:d") == AddressKind::remote);
  CHECK(kind_of_address("./a:b") == AddressKind::relative);
  CHECK(kind_of_address("1:2") == AddressKind::relative);
  CHECK(kind_of_address("/etc/passwd") == AddressKind::absolute);
  CHECK(kind_of_address("//host/a") == AddressKind::absolute);
  CHECK(kind_of_address("\\\\host\\a") == AddressKind::absolute);
  CHECK(kind_of_address("HTTP://x") == AddressKind::remote);
  CHECK(kind_of_address("FiLe:x") == AddressKind::file);
  CHECK(kind_of_address("C:\\x") == AddressKind::remote);
  CHECK(kind_of_address("data:,x") == AddressKind::data);
  CHECK(kind_of_address("") == AddressKind::relative);
}

TEST_CASE("percent escapes are decoded once, broken ones kept") {
  CHECK(path_of_address("a%20b.png?x=1#y") == "a b.png");
  CHECK(percent_decoded("%2541") == "%41");
  CHECK(percent_decoded("100%") == "100%");
  CHECK(percent_decoded("%4") == "%4");
  CHECK(percent_decoded("%zz%41") == "%zzA");
}

TEST_CASE("data URLs: plain, base64, hostile") {
  const auto read = [](std::string_view address, std::uint64_t limit = 1000) {
    const auto url = read_data_url(address, limit);
    return url ? url->media_type + "|" + url->bytes : url.problem().code;
  };
  CHECK(read("data:,a%20b") == "text/plain|a b");
  CHECK(read("data:image/png;base64,UE5H") == "image/png|PNG");
  CHECK(read("data:image/png;x=y;base64,UE5H%0A") == "image/png|PNG");
  CHECK(read("data:;base64,") == "text/plain|");
  CHECK(read("data:image/png;base64,UE5") == "resource.data-url");
  CHECK(read("data:image/png;base64,****") == "resource.data-url");
  CHECK(read("data:image/png") == "resource.data-url");
  CHECK(read("data:," + std::string(11, 'x'), 10) == "limit.data-url");
  CHECK(read("data:," + std::string(10, 'x'), 10) == "text/plain|xxxxxxxxxx");
}

TEST_CASE("further input is relative to the source that names it, and below the folder") {
  MemoryFiles files = book();
  RunFiles run(files);
  LocalBroker broker(files, places(), run);
  CHECK(code_of(broker.open_input()) == "# One");
  CHECK(code_of(broker.resolve("", "../images/a%20b.png")) == "PNG");
  const auto two = broker.resolve("", "inc/two.md");
  REQUIRE(two);
  CHECK(two->media_type == "text/markdown");
  CHECK(code_of(broker.resolve(two->name, "three.md")) == "three");
  CHECK(code_of(broker.resolve(two->name, "../inc/three.md")) == "three");
  CHECK(code_of(broker.resolve("", "data:,x")) == "x");
}

TEST_CASE("only a relative address with a path leads to an input") {
  MemoryFiles files = book();
  const DocumentPlaces one = places(), two{"book/chapters/inc/two.md", {"site/inc/two.html"}, one.around},
                       index{"book/index.md", {"site/index.html"}, one.around};
  RunFiles run(files);
  run.add_output({});
  run.add_output({});
  for (const DocumentPlaces* document : {&one, &two, &index}) run.add_document(*document);
  LocalBroker broker(files, one, run);
  CHECK(broker.input(one.input, "inc/two.md#x") == two.input);
  CHECK(broker.address(0, {{}, "inc/two.md#x", false, {}}).address == "inc/two.html#x");
  for (const char* address : {"#x", "?x", "", "/book/chapters/inc/two.md", "http://x/inc/two.md", "file:inc/two.md"}) {
    INFO(address);
    CHECK(broker.input(index.input, address) == std::nullopt);
    CHECK(broker.address(0, {{}, address, false, {}}).address == std::nullopt);
  }
}

TEST_CASE("what is out of reach is refused with its reason, once for each target") {
  MemoryFiles files = book();
  RunFiles run(files);
  LocalBroker broker(files, places(), run);
  CHECK(code_of(broker.resolve("", "../../secret")) == "resource.outside");
  CHECK(code_of(broker.resolve("", "../../secret")).empty());
  CHECK(code_of(broker.resolve("", "%2e%2e/../secret")).empty());  // the same target in other letters
  CHECK(code_of(broker.resolve("", "/etc/passwd")) == "resource.absolute");
  CHECK(code_of(broker.resolve("", "http://x/y")) == "resource.remote");
  CHECK(code_of(broker.resolve("", "file:///etc/passwd")) == "resource.file-url");
  CHECK(code_of(broker.resolve("", "none.png")) == "resource.missing");
  CHECK(code_of(broker.resolve("", "")) == "resource.missing");
  CHECK(code_of(broker.resolve("", "a%00b")) == "resource.missing");
  CHECK(code_of(broker.resolve("", "#fragment")).empty());  // names the folder, as "" did
}

TEST_CASE("a document from a stream reaches nothing but data URLs") {
  MemoryFiles files = book();
  files.input = "text";
  DocumentPlaces stream;
  stream.input = "-";
  RunFiles run(files);
  LocalBroker broker(files, stream, run);
  CHECK(code_of(broker.open_input()) == "text");
  CHECK(code_of(broker.resolve("", "book/chapters/one.md")) == "resource.outside");
  CHECK(code_of(broker.resolve("", "data:,x")) == "x");
}

TEST_CASE("outputs appear together or not at all") {
  MemoryFiles files = book();
  bool full = true;
  files.fault = [&full](std::string_view operation, const std::string& path) -> Result<void> {
    if (full && operation == "finish" && path == "site/one.json") return io_problem("write", path, ENOSPC);
    return {};
  };
  const auto write = [&files] {
    RunFiles run(files);
    LocalBroker broker(files, places(), run);
    for (const std::size_t index : {0u, 1u}) CHECK((*broker.stage(index))->write("x"));
    CHECK((*broker.stage_part(0, "one/a.png"))->write("part"));
    CHECK((*broker.stage_part(0, "one/b.png"))->write("part"));
    return broker.commit();
  };
  const std::size_t before = files.content.size();
  CHECK(write().problem().code == "io.no-space");
  CHECK(files.content.size() == before);
  full = false;
  CHECK(write());
  CHECK(files.content.size() == before + 4);
  CHECK(files.content["site/one/b.png"] == "part");
}

TEST_CASE("an output that cannot appear takes back those that did") {
  MemoryFiles files = book();
  files.content["site/one.html"] = "old";
  const auto before = files.content;
  bool stuck = false;
  files.fault = [&stuck](std::string_view operation, const std::string& path) -> Result<void> {
    if (operation == "commit" && path == "site/one.json") return io_problem("write", path, EACCES);
    if (stuck && operation == "revert" && path == "site/one.html") return io_problem("restore", path, EPERM);
    return {};
  };
  const auto commit = [&files] {
    RunFiles run(files);
    LocalBroker broker(files, places(), run);
    for (const std::size_t index : {0u, 1u}) CHECK((*broker.stage(index))->write("new"));
    CHECK((*broker.stage_part(0, "one/a.png"))->write("part"));
    return broker.commit().problem();
  };
  const Diagnostic failed = commit();
  CHECK(failed.code == "io.permission");
  CHECK(failed.related.empty());
  CHECK(files.content == before);
  stuck = true;
  const Diagnostic half = commit();
  REQUIRE(half.related.size() == 1);
  CHECK(half.related[0].text == "cannot restore site/one.html: operation not permitted");
  CHECK(files.content["site/one.html"] == "new");
  CHECK(files.content.count("site/one/a.png") == 0);
}

TEST_CASE("parts stay below their output; an input is not overwritten") {
  MemoryFiles files = book();
  DocumentPlaces here = places();
  here.outputs = {"book/chapters/one.md", "site/one.html", "-"};
  RunFiles run(files);
  LocalBroker broker(files, here, run);
  CHECK(broker.stage(0).problem().code == "io.output-is-input");
  for (const char* name : {"../x", "/x", "", "a/../b", "a//b", "a/", ".", "./a"})
    CHECK(broker.stage_part(1, name).problem().code == "output.part-name");
  CHECK(broker.stage_part(1, std::string("a\0b", 3)).problem().code == "output.part-name");
  CHECK(broker.stage_part(2, "a").problem().code == "output.part-to-stream");
  CHECK(broker.stage_part(1, "one.html").problem().code == "output.part-twice");
  CHECK(broker.stage_part(1, "a"));
  CHECK(broker.stage_part(1, "a").problem().code == "output.part-twice");
}
