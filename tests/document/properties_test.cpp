// What holds for every document, on random ones over the whole vocabulary. A failure names its seed.
#include <catch2/catch.hpp>

#include <set>

#include "blocks.hpp"
#include "document/validate.hpp"
#include "check/generator.hpp"

using namespace deckle;
using namespace deckle::naive;

namespace {

constexpr std::uint64_t seeds = 300;

TreePtr random_document(std::uint64_t seed) {
  return Generator(Random(seed), {static_cast<std::uint32_t>(seed * 2)}).document();
}

Block must_build(const Tree& tree, std::uint64_t seed, Feed how) {
  auto built = build(tree, Random(seed), how);
  INFO("seed " << seed << ": " << (built ? "" : built.problem().message));
  REQUIRE(built);
  return *built;
}

Block random_block(std::uint64_t seed) { return must_build(*random_document(seed), seed, Feed::mixed); }

// Enter and leave events, by recursion.
void events_of(const Tree& tree, std::string& out) {
  out += "+" + std::to_string(tree.kind) + tree.name + "'" + tree.text + "' ";
  if (tree.is_leaf()) return;
  for (const TreePtr& child : tree.children) events_of(*child, out);
  out += "-" + std::to_string(tree.kind) + tree.name + " ";
}

std::string events_of(const Node& top) {
  std::string out;
  for (Visit visit : top.walk()) {
    const bool is_custom = visit.node.is_custom();
    out +=
        (visit.enter ? "+" : "-") + std::to_string(is_custom ? std::uint32_t{DK_KIND_CUSTOM} : visit.node.raw().kind);
    if (is_custom) out += visit.node.kind_name();
    out += visit.enter ? "'" + std::string(visit.node.text()) + "' " : " ";
  }
  return out;
}

}  // namespace

TEST_CASE("random documents reach every kind and every type of value") {
  std::set<std::uint16_t> kinds;
  std::set<std::pair<bool, std::uint32_t>> types;
  for (std::uint64_t seed = 0; seed < seeds; ++seed) {
    const TreePtr tree = random_document(seed);
    for (const Tree* node : preorder(*tree)) {
      kinds.insert(node->kind);
      for (const Attr& attr : node->attrs) types.insert({attr.key == DK_KEY_CUSTOM, attr.type});
    }
  }
  for (const KindRow& row : kind_table) CHECK(kinds.count(static_cast<std::uint16_t>(row.kind)) == 1);
  CHECK(kinds.count(DK_KIND_CUSTOM) == 1);
  CHECK(types.size() == 12);
}

TEST_CASE("a document is read as it was built, by single calls and by batches of any size") {
  for (std::uint64_t seed = 0; seed < seeds; ++seed) {
    const TreePtr tree = random_document(seed);
    const Block calls = must_build(*tree, seed, Feed::single_calls);
    const Block batches = must_build(*tree, seed, Feed::batches);
    const Block mixed = must_build(*tree, seed, Feed::mixed);
    INFO("seed " << seed);
    REQUIRE(transcript(*read(calls.document())) == transcript(*tree));
    REQUIRE((canonical(batches).bytes() == canonical(calls).bytes()));
    REQUIRE((canonical(mixed).bytes() == canonical(calls).bytes()));
  }
}

TEST_CASE("the canonical form is a fixed point, and equal as a document") {
  for (std::uint64_t seed = 0; seed < seeds; ++seed) {
    const Block block = random_block(seed), rebuilt = canonical(block);
    INFO("seed " << seed);
    REQUIRE(check_document(rebuilt.doc()));
    REQUIRE((rebuilt.bytes() == canonical(rebuilt).bytes()));
    REQUIRE(transcript(*read(rebuilt.document())) == transcript(*read(block.document())));
  }
}

TEST_CASE("a block survives being moved") {
  for (std::uint64_t seed = 0; seed < seeds; ++seed) {
    const Block block = random_block(seed);
    auto moved = Block::from_bytes(std::string(block.bytes()));
    INFO("seed " << seed << ": " << (moved ? "" : moved.problem().message));
    REQUIRE(moved);
    REQUIRE((moved->bytes() == block.bytes()));
    REQUIRE(transcript(*read(moved->document())) == transcript(*read(block.document())));
  }
}

TEST_CASE("a subtree copied into another document is equal to itself") {
  for (std::uint64_t seed = 0; seed < seeds; ++seed) {
    Random random(seed);
    const Block from = random_block(seed);
    const Node top = from.document().node(random.below(from.document().size()));
    DocumentBuilder other;  // with names, sources and resources of its own, so that no number stays what it was
    other.begin({});
    const TreePtr host_tree = random_document(seed + 1000);
    Feeder feeder(*other.face(), random, Feed::mixed);
    feeder.tree(*host_tree);
    const std::uint32_t at = other.writer().count();
    feeder.copy(top);
    REQUIRE_FALSE(feeder.failed());
    const Block forest = Block::assemble(other.writer().tables());
    INFO("seed " << seed << ", node " << top.index());
    REQUIRE(transcript(*read(forest.document().node(at), read_sources(forest.document()))) ==
            transcript(*read(top, read_sources(from.document()))));
  }
}

TEST_CASE("walks and scans agree with a recursive tree") {
  for (std::uint64_t seed = 0; seed < seeds; ++seed) {
    const Block block = random_block(seed);
    const Document document = block.document();
    const std::vector<SourcePtr> sources = read_sources(document);
    Random random(seed);
    INFO("seed " << seed);
    for (int i = 0; i < 5; ++i) {
      const Node top = document.node(i == 0 ? 0 : random.below(document.size()));
      std::string expected;
      events_of(*read(top, sources), expected);
      REQUIRE(events_of(top) == expected);
    }
    for (const Kind kind : {Kind::text, Kind::paragraph, Kind::cell, Kind::link}) {
      std::vector<std::uint32_t> expected, found;
      for (std::uint32_t n = 0; n < document.size(); ++n)
        if (document.node(n).is(kind)) expected.push_back(n);
      for (Node node : document.nodes(kind)) found.push_back(node.index());
      REQUIRE(found == expected);
    }
  }
}

TEST_CASE("nesting up to the limit is built, canonical and read") {
  Tree document;
  document.kind = DK_KIND_DOCUMENT, document.flags = DK_PART;
  const auto add = [](Tree& parent, Kind kind) {
    auto child = std::make_unique<Tree>();
    child->kind = static_cast<std::uint16_t>(kind), child->flags = row_of(kind)->flags;
    parent.children.push_back(std::move(child));
    return parent.children.back().get();
  };
  add(document, Kind::metadata);
  Tree* inner = add(document, Kind::body);
  for (int depth = 2; depth < 512; ++depth) inner = add(*inner, Kind::division);
  const Block block = must_build(document, 1, Feed::mixed);
  CHECK(transcript(*read(canonical(block).document())) == transcript(document));
  add(*inner, Kind::division);
  auto too_deep = build(document, Random(1), Feed::mixed);
  REQUIRE_FALSE(too_deep);
  CHECK(too_deep.problem().code == "document.limit");
}
