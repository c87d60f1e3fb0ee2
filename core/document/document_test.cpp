// The document from end to end: built through the SDK, edited, made canonical, checked.
#include <catch2/catch.hpp>
#include <deckle/builder.hpp>
#include <deckle/edits.hpp>

#include "document/edits.hpp"

using namespace deckle;

namespace {

Block sample() {
  DocumentBuilder host;
  host.begin({});
  host.add_source(DK_NONE, DK_SOURCE_FILE, "in.md", "text/markdown", 100);
  Builder out(*host.face(), true);
  {
    auto metadata = out.metadata();
    out.meta_string("title", "Sample");
  }
  {
    auto heading = out.heading(2, dk_span{0, 0, 10});
    out.attribute(Key::id, "top");
    out.text("Heading", dk_span{0, 3, 10});
  }
  {
    auto paragraph = out.paragraph(dk_span{0, 12, 40});
    out.attribute("data-x", "1");
    out.text("Hello ", dk_span{0, 12, 18});
    auto strong = out.open(Kind::strong, dk_span{0, 18, 27});
    out.text("world", dk_span{0, 20, 25});
  }
  out.finish();
  auto built = host.finish();
  REQUIRE(built);
  return *built;
}

std::string outline(const Block& block) {
  std::string out;
  for (Visit visit : block.document().root().walk()) {
    if (!visit.enter) {
      out += ')';
      continue;
    }
    out += visit.node.kind_name();
    if (!visit.node.text().empty()) out += "'" + std::string(visit.node.text()) + "'";
    out += visit.node.is_leaf() ? ' ' : '(';
  }
  return out;
}

}  // namespace

TEST_CASE("a document built through the SDK reads back as it was built") {
  const Block block = sample();
  CHECK(outline(block) == "document(metadata(meta-string'Sample' )body(heading(text'Heading' )paragraph(text'Hello ' strong(text'world' ))))");
  const Node heading = *block.document().body().children().begin();
  CHECK(heading.level() == 2);
  CHECK(heading.id() == "top");
  CHECK(heading.span()->end == 10);
  CHECK(*heading.next().find("data-x") == "1");
}

TEST_CASE("a canonical block is a fixed point and survives being moved") {
  const Block block = canonical(sample());
  CHECK(canonical(block).bytes() == block.bytes());
  auto moved = Block::from_bytes(std::string(block.bytes()));
  REQUIRE(moved);
  CHECK(moved->bytes() == block.bytes());
}

TEST_CASE("no edit gives the very same block") {
  const Block block = sample();
  EditList list;
  list.begin(block, {});
  auto result = list.apply();
  REQUIRE(result);
  CHECK(result->is(block));
}

TEST_CASE("edits: fields, wraps, inserts and fates") {
  const Block block = sample();
  const Document document = block.document();
  const Node heading = *document.body().children().begin(), paragraph = heading.next();
  EditList list;
  list.begin(block, {});
  Edits edits(*list.face());
  edits.set_level(heading, 3);
  edits.wrap(paragraph, Kind::block_quote);
  edits.put(heading, Position::after).leaf(Kind::thematic_break);
  edits.unwrap(*paragraph.child(Kind::strong));
  auto result = list.apply();
  REQUIRE(result);
  CHECK(outline(*result) ==
        "document(metadata(meta-string'Sample' )body(heading(text'Heading' )thematic-break block-quote(paragraph(text'Hello ' text'world' ))))");
  const Node rule = (*result->document().body().children().begin()).next();
  CHECK((rule.flags() & DK_GENERATED) != 0);
  CHECK(rule.span()->end == 10);
  CHECK(canonical(*result).bytes() == result->bytes());
}

TEST_CASE("replacing the root emits a whole new document") {
  const Block block = sample();
  EditList list;
  list.begin(block, {});
  Edits edits(*list.face());
  {
    auto content = edits.put(block.document().root(), Position::replace);
    auto document = content->open(Kind::document);
    { auto metadata = content->open(Kind::metadata); }
    auto body = content->open(Kind::body);
    auto paragraph = content->paragraph();
    content->text("new");
  }
  auto result = list.apply();
  REQUIRE(result);
  CHECK(outline(*result) == "document(metadata()body(paragraph(text'new' )))");
}

TEST_CASE("the builder refuses what would not be a document") {
  DocumentBuilder host;
  BuildLimits limits;
  limits.depth = 10;
  host.begin(limits);
  SECTION("too deep") {
    for (int i = 0; i < 20; ++i) host.face()->open(host.face()->ctx, DK_KIND_DIVISION, {}, nullptr);
    CHECK(host.status() == DK_E_LIMIT);
  }
  SECTION("a span outside its source") {
    const dk_span nowhere = {0, 0, 1};
    CHECK(host.face()->open(host.face()->ctx, DK_KIND_DOCUMENT, {}, &nowhere) == DK_NONE);
  }
  SECTION("text in the wrong place") {
    Builder out(*host.face(), true);
    out.text("loose text in the body");
    out.finish();
    auto result = host.finish();
    REQUIRE_FALSE(result);
    CHECK(result.problem().message == "node 3: text may not stand here in body");
  }
}
