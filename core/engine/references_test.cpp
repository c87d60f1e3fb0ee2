#include <catch2/catch.hpp>

#include <cerrno>

#include "engine/references.hpp"
#include "io/problem.hpp"

using namespace deckle;

namespace {

// docs/ becomes site/, one output, with the rule of the test.
struct Site {
  MemoryFiles files;
  RunFiles shared{files};
  RecordedRun run{files, shared};
  std::vector<DocumentPlaces> documents;

  explicit Site(ResourceMode mode, const std::string& folder = "site/", const std::string& pattern = "") {
    files.content = {{"docs/a.md", ""},         {"docs/part/b.md", ""},   {"docs/x.png", "X"},
                     {"docs/part/x.png", "PX"}, {"docs/file.pdf", "PDF"}, {"docs/.env", "secret"},
                     {"docs/a\x01.png", "C"},   {"shared/logo.png", "L"}, {"other/x.png", "X"},
                     {"docs/part/note", "N"}};
    ResourceRule rule{mode, {}};
    if (!pattern.empty()) rule.pattern = *PathTemplate::parse(pattern);
    shared.add_output({rule, folder});
    add("docs/a.md", "docs", folder + "a.html");
    add("docs/part/b.md", "docs", folder + "part/b.html");
    for (const DocumentPlaces& places : documents) shared.add_document(places);
  }
  void add(const std::string& input, const std::string& root, const std::string& output) {
    documents.push_back({input, {output}, std::make_shared<Surroundings>(Surroundings{root, {"."}})});
  }
  void commit(References& references) {
    auto staged = references.writer().take_staged();
    REQUIRE(staged);
    for (auto& output : *staged) REQUIRE(output->commit());
    references.writer().committed();
  }
};

Reference image(std::string_view address) { return {{}, address, true, {}}; }
Reference link_to(std::string_view address) { return {{}, address, false, {}}; }

// The address, or in brackets what is said, or both.
std::string said(const AddressAnswer& answer) {
  return answer.address.value_or("unchanged") + (answer.problem ? " [" + answer.problem->code + "]" : "");
}

}  // namespace

TEST_CASE("copies lie below the output's folder as their originals below the root, else below the job's folder") {
  Site site(ResourceMode::copy);
  References b(site.files, site.documents[1], site.run);
  CHECK(said(b.address(0, image("x.png"))) == "x.png");
  CHECK(said(b.address(0, image("../x.png"))) == "../x.png");
  CHECK(said(b.address(0, image("../../shared/logo.png?v=1#f"))) == "../shared/logo.png?v=1#f");
  CHECK(said(b.address(0, link_to("../file.pdf#p2"))) == "../file.pdf#p2");
  CHECK(said(b.address(0, link_to("../a.md#s"))) == "../a.html#s");
  CHECK(site.files.content.count("site/x.png") == 0);  // with the outputs, not before
  site.commit(b);
  CHECK(site.files.content["site/part/x.png"] == "PX");
  CHECK(site.files.content["site/x.png"] == "X");
  CHECK(site.files.content["site/shared/logo.png"] == "L");
  CHECK(site.files.content["site/file.pdf"] == "PDF");
  CHECK(site.shared.copied() == 4);
}

TEST_CASE("a file is copied once a run, and not when its bytes are there") {
  Site site(ResourceMode::copy);
  site.files.content["site/part/x.png"] = "PX";
  site.files.content["site/x.png"] = "old";
  for (const DocumentPlaces& places : site.documents) {
    References references(site.files, places, site.run);
    CHECK_FALSE(references.address(0, image("x.png")).problem);
    CHECK_FALSE(references.address(0, image("./x.png")).problem);
    site.commit(references);
  }
  CHECK(site.shared.copied() == 1);
  CHECK(site.files.content["site/x.png"] == "X");
}

TEST_CASE("what an exporter takes into its output is not copied besides, but linked files are") {
  Site site(ResourceMode::copy);
  References references(site.files, site.documents[0], site.run);
  const auto bytes = references.content(0, image("x.png"));
  REQUIRE(bytes);
  CHECK((*bytes)->bytes.view() == "X");
  CHECK_FALSE(*references.content(0, link_to("file.pdf")));
  CHECK(said(references.address(0, link_to("file.pdf"))) == "file.pdf");
  site.commit(references);
  CHECK(site.shared.copied() == 1);
  CHECK(site.files.content.count("site/x.png") == 0);
}

TEST_CASE("a document that fails gives its places back") {
  Site site(ResourceMode::copy);
  { CHECK(said(References(site.files, site.documents[0], site.run).address(0, image("x.png"))) == "x.png"); }
  CHECK(site.files.content.count("site/x.png") == 0);
  References again(site.files, site.documents[0], site.run);
  again.address(0, image("x.png"));
  site.commit(again);
  CHECK(site.files.content["site/x.png"] == "X");
}

TEST_CASE("no copy over what is another's") {
  Site site(ResourceMode::copy);
  site.shared.add_asset("other/y.png", "site/x.png");
  site.files.content["other/y.png"] = "Y";
  References a(site.files, site.documents[0], site.run);
  CHECK(said(a.address(0, image("x.png"))) == "../docs/x.png [resource.collision]");
  CHECK(said(a.address(0, image("x.png"))) == "../docs/x.png");  // said once
  site.files.content["other/y.png"] = "X";
  CHECK(said(a.address(0, image("x.png"))) == "x.png");  // the same bytes
  // A page that is planned, and a folder that pages need.
  site.files.content["docs/a.html"] = "H";
  CHECK(said(a.address(0, link_to("a.html"))) == "../docs/a.html [resource.collision]");
  site.files.content["part"] = "P";
  DocumentPlaces elsewhere = site.documents[0];
  elsewhere.around = std::make_shared<Surroundings>(Surroundings{".", {"."}});
  References c(site.files, elsewhere, site.run);
  CHECK(said(c.address(0, link_to("../part"))) == "../part [resource.collision]");
}

TEST_CASE("among the inputs a file that differs is not replaced, and the file itself is no copy") {
  Site site(ResourceMode::copy, "");
  site.files.content["x.png"] = "an author's";
  References a(site.files, site.documents[0], site.run);
  CHECK(said(a.address(0, image("x.png"))) == "docs/x.png [resource.collision]");
  CHECK(said(a.address(0, image("../shared/logo.png"))) == "shared/logo.png");
  site.commit(a);
  CHECK(site.shared.copied() == 0);
}

TEST_CASE("what a document may not make others publish") {
  Site site(ResourceMode::copy);
  References a(site.files, site.documents[0], site.run);
  CHECK(said(a.address(0, link_to(".env"))) == "../docs/.env [resource.hidden]");
  CHECK(said(a.address(0, image("a%01.png"))) == "../docs/a%01.png [resource.hidden]");
  CHECK(said(a.address(0, image("../../secret.png"))) == "../../secret.png [resource.outside]");
  CHECK(said(a.address(0, image("/etc/passwd"))) == "unchanged [resource.absolute]");
  CHECK(said(a.address(0, image("file:///x.png"))) == "unchanged [resource.file-url]");
  CHECK(said(a.address(0, image("http://x/y.png"))) == "unchanged");
  CHECK(said(a.address(0, link_to("/x"))) == "unchanged");
  CHECK(said(a.address(0, link_to("#x"))) == "unchanged");
  CHECK(said(a.address(0, image("data:,x"))) == "unchanged");
}

TEST_CASE("what leads nowhere is said once, and what leads to an output is left") {
  Site site(ResourceMode::copy);
  References a(site.files, site.documents[0], site.run);
  const auto code = [&](const Reference& reference) {
    const auto problem = a.check(reference);
    return problem ? problem->code : "";
  };
  CHECK(code(link_to("none.md")) == "link.missing");
  CHECK(code(link_to("./none.md#other")).empty());
  CHECK(said(a.address(0, link_to("none.md"))) == "unchanged");
  CHECK(code(image("none.png")) == "resource.missing");
  CHECK(code(image("part")) == "resource.unreadable");  // a folder
  CHECK(code(image("")) == "resource.missing");
  CHECK(code(link_to("part/b.html")).empty());
  CHECK(said(a.address(0, link_to("part/b.html"))) == "unchanged");
  CHECK(code(link_to("part/b.md")).empty());
  CHECK(code(link_to("../../x")).empty());  // not looked at
  References other(site.files, site.documents[0], site.run);
  CHECK(said(other.address(0, link_to("part/"))) == "../docs/part [link.missing]");  // no index in it
}

TEST_CASE("links to the original, from wherever the output lies") {
  Site site(ResourceMode::link);
  References b(site.files, site.documents[1], site.run);
  CHECK(said(b.address(0, image("x.png"))) == "../../docs/part/x.png");
  CHECK(said(b.address(0, link_to("../a.md"))) == "../a.html");
  CHECK(said(b.address(0, link_to("../../../up"))) == "../../../up");
  CHECK(said(b.address(0, image("none.png"))) == "unchanged [resource.missing]");
  CHECK(site.shared.copied() == 0);
}

TEST_CASE("embedded: images as data URLs, or as bytes for those that ask") {
  Site site(ResourceMode::embed);
  References b(site.files, site.documents[1], site.run);
  CHECK(said(b.address(0, image("x.png#f"))) == "data:image/png;base64,UFg=#f");
  CHECK(said(b.address(0, link_to("../file.pdf"))) == "../../docs/file.pdf");
  CHECK(said(b.address(0, image("http://x/y.png"))) == "unchanged [resource.remote]");
  const auto bytes = b.content(0, image("../x.png"));
  REQUIRE(bytes);
  CHECK((*bytes)->bytes.view() == "X");
  CHECK((*bytes)->media_type == "image/png");
  CHECK_FALSE(b.content(0, image("none.png")));
  CHECK_FALSE(*b.content(0, link_to("../file.pdf")));
  const HeldResource held{0, "x", "image/\"png", "B"};
  CHECK(said(b.address(0, {{}, "", true, held})) == "data:application/octet-stream;base64,Qg==");
}

TEST_CASE("extracted by a pattern, under names of their own") {
  Site site(ResourceMode::extract, "", "media/{dir}/{stem}/{name}");
  References b(site.files, site.documents[1], site.run);
  CHECK(said(b.address(0, image("x.png"))) == "../media/part/b/x.png");
  CHECK(said(b.address(0, image("../x.png"))) == "../media/part/b/x-2.png");
  CHECK(said(b.address(0, image("./x.png"))) == "../media/part/b/x.png");
  CHECK(said(b.address(0, image("data:image/gif,G"))) == "../media/part/b/image.gif");
  CHECK(said(b.address(0, {{}, "m/x.png", true, HeldResource{3, "../../x.png", "image/png", "H"}})) ==
        "../media/part/b/x-3.png");
  site.commit(b);
  CHECK(site.files.content["media/part/b/x.png"] == "PX");
  CHECK(site.files.content["media/part/b/x-2.png"] == "X");
  CHECK(site.files.content["media/part/b/x-3.png"] == "H");
  CHECK(site.files.content["media/part/b/image.gif"] == "G");
}

TEST_CASE("what a document carries goes beside the output by default, and is missed where it cannot") {
  Site site(ResourceMode::link);
  References a(site.files, site.documents[0], site.run);
  const Reference held{{}, "media/image1.png", true, HeldResource{0, "media/image1.png", "", "H"}};
  CHECK(said(a.address(0, held)) == "a.media/image1.png");
  site.commit(a);
  CHECK(site.files.content["site/a.media/image1.png"] == "H");
  site.documents[0].outputs = {"-"};
  References stream(site.files, site.documents[0], site.run);
  CHECK(said(stream.address(0, held)) == "unchanged [resource.loss]");
}

TEST_CASE("a full disk fails the document, a file that is gone does not") {
  Site site(ResourceMode::copy);
  site.files.fault = [](std::string_view operation, const std::string& path) -> Result<void> {
    if (operation == "finish" && path.ends_with("logo.png")) return io_problem("write", path, ENOSPC);
    return {};
  };
  References a(site.files, site.documents[0], site.run);
  CHECK_FALSE(a.check(image("x.png")));
  site.files.content.erase("docs/x.png");  // looked at, and gone
  CHECK(said(a.address(0, image("x.png"))) == "../docs/x.png [resource.missing]");
  CHECK(a.writer().take_staged());
  a.address(0, image("../shared/logo.png"));
  CHECK(a.writer().take_staged().problem().code == "io.no-space");
}

TEST_CASE("further folders are searched for what is not beside the document") {
  Site site(ResourceMode::copy);
  site.documents[0].around = std::make_shared<Surroundings>(Surroundings{"docs", {"docs", "shared"}});
  References a(site.files, site.documents[0], site.run);
  CHECK(said(a.address(0, image("logo.png"))) == "logo.png");
  CHECK(said(a.address(0, image("../shared/logo.png"))) == "logo.png");
  CHECK(said(a.address(0, image("../other/x.png"))) == "../other/x.png [resource.outside]");
}
