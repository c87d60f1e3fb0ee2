// The document from end to end: built through the SDK, edited, made canonical, checked.
#include <catch2/catch.hpp>
#include <cstring>
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
  CHECK(outline(block) ==
        "document(metadata(meta-string'Sample' )body(heading(text'Heading' )paragraph(text'Hello ' "
        "strong(text'world' ))))");
  const Node heading = *block.document().body().children().begin();
  CHECK(heading.level() == 2);
  CHECK(heading.id() == "top");
  CHECK(heading.span()->end == 10);
  CHECK(*heading.next().find("data-x") == "1");
}

TEST_CASE("a reader may open the body itself, and leave it empty") {
  DocumentBuilder host;
  host.begin({});
  Builder out(*host.face(), true);
  { auto body = out.open(Kind::body); }
  out.finish();
  auto built = host.finish();
  REQUIRE(built);
  CHECK(outline(*built) == "document(metadata()body())");
}

TEST_CASE("a canonical block is a fixed point and survives being moved") {
  const Block block = canonical(sample());
  CHECK(canonical(block).bytes() == block.bytes());
  auto moved = Block::from_bytes(std::string(block.bytes()));
  REQUIRE(moved);
  CHECK(moved->bytes() == block.bytes());
}

TEST_CASE("a block of which no nodes are left is no document") {
  std::string bytes(sample().bytes());
  dk_section nodes;  // the first of the table
  std::memcpy(&nodes, bytes.data() + sizeof(dk_doc_header), sizeof nodes);
  REQUIRE(nodes.tag == DK_SEC_NODES);
  nodes.count = 0;
  std::memcpy(bytes.data() + sizeof(dk_doc_header), &nodes, sizeof nodes);
  auto read = Block::from_bytes(bytes);
  REQUIRE(!read);
  CHECK(read.problem().message == "no nodes");
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
        "document(metadata(meta-string'Sample' )body(heading(text'Heading' )"
        "thematic-break block-quote(paragraph(text'Hello ' text'world' ))))");
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

TEST_CASE("what is copied into an edit brings no second source, resource or name") {
  DocumentBuilder host;
  host.begin({});
  host.add_source(DK_NONE, DK_SOURCE_FILE, "in.md", "text/markdown", 100);
  Builder out(*host.face(), true);
  {
    auto paragraph = out.paragraph(dk_span{0, 0, 9});
    out.leaf(Kind::image, {}, dk_span{0, 0, 9});
    out.attribute_resource(Key::resource, out.resource("a.png", "image/png", 0, "bytes"));
    out.attribute("data-x", "1");
  }
  out.finish();
  auto block = host.finish();
  REQUIRE(block);
  const Node paragraph = *block->document().body().children().begin();
  EditList list;
  list.begin(*block, {});
  Edits edits(*list.face());
  edits.put(paragraph, Position::after).copy(paragraph);
  edits.put(paragraph, Position::after).copy(paragraph);
  auto result = list.apply();
  REQUIRE(result);
  CHECK(outline(*result) == "document(metadata()body(paragraph(image())paragraph(image())paragraph(image())))");
  CHECK(result->doc().sources.count == 1);
  CHECK(result->doc().resources.count == 1);
  CHECK(result->doc().blobs.count == 5);
  CHECK(result->doc().names.count == 1);
}

TEST_CASE("asking for a kind or key does not end content") {
  const Block block = sample();
  EditList list;
  list.begin(block, {});
  dk_edits& edits = *list.face();
  dk_builder* content = nullptr;
  const std::uint32_t heading = (*block.document().body().children().begin()).index();
  REQUIRE(edits.put(edits.ctx, heading, DK_AFTER, &content) == DK_OK);
  CHECK(content->open(content->ctx, DK_KIND_BLOCK_QUOTE, {}, nullptr) == 0);
  CHECK(edits.key(edits.ctx, str("lang")) != 0);
  CHECK(edits.kind(edits.ctx, str("box"), DK_BLOCK) != 0);
  CHECK(content->close(content->ctx, 1) == DK_OK);
  CHECK(list.apply());
}

TEST_CASE("a block may not stand for more than its bytes") {
  Tables tables;
  TreeWriter writer(tables);
  writer.open(DK_KIND_DOCUMENT, DK_PART, 0, 0, DK_NONE);
  writer.open(DK_KIND_METADATA, DK_META, 0, 0, DK_NONE);
  writer.close();
  writer.open(DK_KIND_BODY, DK_PART, 0, 0, DK_NONE);
  writer.close();
  writer.close();
  const auto message = [&] {
    auto read = Block::from_bytes(std::string(Block::assemble(tables).bytes()));
    return read ? std::string() : read.problem().message;
  };
  CHECK(message().empty());
  const std::uint32_t name = tables.add_text("a name that is long");
  SECTION("names that share their text") {
    for (std::uint32_t length = 5; length < 19; ++length) tables.names.push({name, length, 0, 0});
    CHECK(message() == "name 3 is not a string");
  }
  SECTION("one name twice") {
    tables.intern_key("twice");
    tables.names.push({tables.add_text("twice"), 5, 0, 0});
    CHECK(message() == "name 1 appears twice");
  }
  SECTION("sources that share their names") {
    for (int i = 0; i < 3; ++i) tables.sources.push({name, 19, DK_NONE, DK_SOURCE_FILE, 0, 0, 0});
    CHECK(message() == "source 1 has no proper name");
  }
  SECTION("resources that share their bytes") {
    tables.add_resource({0, 0, 0, 0, DK_NONE, 0, 0, 0}, "a", "", "bytes");
    tables.resources.push({0, 0, 0, 0, DK_NONE, 0, 2, 3});
    CHECK(message() == "resource 1 shares its bytes with another");
  }
}

TEST_CASE("spans of open nodes are extended in their own source, and never shrink") {
  DocumentBuilder host;
  host.begin({});
  host.add_source(DK_NONE, DK_SOURCE_FILE, "a", "", 100);
  host.add_source(DK_NONE, DK_SOURCE_FILE, "b", "", 100);
  Builder out(*host.face(), true);
  {
    const auto list = out.open(Kind::bullet_list, dk_span{0, 10, 20});
    { const auto gone = out.open(Kind::list_item, dk_span{0, 10, 20}); }
    const auto item = out.open(Kind::list_item, dk_span{0, 20, 90});
    const auto elsewhere = out.open(Kind::paragraph, dk_span{1, 0, 5});
    out.extend({0, 50, 60});
  }
  out.finish();
  const auto block = host.finish();
  REQUIRE(block);
  std::string ends;
  for (std::uint32_t k = 0; k < block->document().size(); ++k)
    if (const MaybeSpan span = block->document().node(k).span()) ends += std::to_string(span->end) + ' ';
  CHECK(ends == "60 20 90 5 ");
  host.begin({});
  CHECK(host.face()->extend(host.face()->ctx, 0, 0) == DK_E_INTERNAL);
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
  SECTION("strings of a batch that share bytes") {
    const dk_attr key = {DK_KEY_ID, DK_A_STRING, 0, 4};
    dk_node node = {};
    node.kind = DK_KIND_DOCUMENT, node.span = DK_NONE, node.attr_count = 1;
    dk_batch batch = {};
    batch.size = sizeof batch;
    batch.nodes = &node, batch.node_count = 1;
    batch.attrs = &key, batch.attr_count = 1;
    batch.text = "word", batch.text_len = 4;
    CHECK(host.face()->append(host.face()->ctx, &batch) == DK_OK);
    node.text_len = 1;
    CHECK(host.face()->append(host.face()->ctx, &batch) == DK_E_INTERNAL);
    CHECK(host.problem() == "strings of a batch share bytes");
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

TEST_CASE("tables that are taken for a block are the same as copied ones, however large, and empty afterwards") {
  for (const std::uint32_t nodes : {1u, 1000u, 300'000u}) {
    Tables tables;
    TreeWriter writer(tables);
    writer.open(DK_KIND_DOCUMENT, DK_PART, 0, 0, DK_NONE);
    for (std::uint32_t i = 0; i < nodes; ++i) {
      const std::string text = "text of node " + std::to_string(i);
      writer.open(DK_KIND_TEXT, DK_INLINE | DK_LEAF, tables.add_text(text), static_cast<std::uint32_t>(text.size()),
                  DK_NONE);
      writer.close();
    }
    writer.close();
    const Block copied = Block::assemble(tables), taken = Block::assemble(std::move(tables));
    CHECK(copied.bytes() == taken.bytes());
    CHECK(tables.nodes.empty());
    CHECK(tables.text.empty());
  }
}
