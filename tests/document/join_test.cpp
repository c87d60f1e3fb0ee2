// What holds for every join, on random documents over the whole vocabulary: it is a sound, canonical document; nothing
// of a member is lost; no identifier is there twice; links lead where they led.
#include "pipeline/join.hpp"

#include <fmt/format.h>
#include <catch2/catch.hpp>

#include <map>
#include <set>

#include "blocks.hpp"
#include "document/validate.hpp"
#include "check/generator.hpp"

using namespace deckle;
using namespace deckle::naive;

namespace {

// Few names, so that they clash: within a document, between documents, and with what is made of them.
const std::vector<std::string> ids = {"a", "b", "m0", "m1-a", "m1", "m2-a", "m2-a-1", "\xC3\xBC"};

void set(Tree& node, std::uint32_t key, const std::string& text) {
  std::erase_if(node.attrs, [&](const Attr& attr) { return attr.key == key; });
  Attr attr;
  attr.key = key;
  attr.text = text;
  node.attrs.push_back(attr);
}

// A link to "id" of a member is written in one of the ways in which authors do.
std::string address(Random& random, std::size_t from, std::size_t to, const std::string& id) {
  if (from == to && random.chance(70)) return "#" + id;
  return fmt::format("m{}.md#{}", to, id);
}

// Every node with an identifier carries where it came from in its class, every link where it should lead.
TreePtr random_member(Random& random, std::size_t member, std::size_t count) {
  TreePtr tree = Generator(Random(random.next()), {random.between(1, 800)}).document();
  for (Tree* node : preorder(*tree->children[1])) {
    std::erase_if(node->attrs, [](const Attr& attr) { return attr.key == DK_KEY_ID || attr.key == DK_KEY_CLASSES; });
    if (node->kind != DK_KIND_LINK && !random.chance(20)) continue;
    const std::size_t to = node->kind == DK_KIND_LINK ? random.below(count) : member;
    const std::string& id = random.pick(ids);
    if (node->kind == DK_KIND_LINK) set(*node, DK_KEY_URL, address(random, member, to, id));
    else set(*node, DK_KEY_ID, id);
    set(*node, DK_KEY_CLASSES, fmt::format("{}:{}", to, id));
  }
  return tree;
}

struct Joined {
  Block block;
  std::vector<Block> members;
  std::uint64_t missing = 0;
};

Joined join_random(std::uint64_t seed) {
  Random random(seed);
  const std::size_t count = random.between(1, 5);
  std::vector<JoinMember> members;
  std::vector<Block> blocks;
  for (std::size_t k = 0; k < count; ++k) {
    auto built = build(*random_member(random, k, count), Random(seed), Feed::mixed);
    INFO("seed " << seed << ": " << (built ? "" : built.problem().message));
    REQUIRE(built);
    blocks.push_back(*built);
    members.push_back({*built, {}, fmt::format("m{}.md", k), "text/markdown", 100});
  }
  std::uint64_t missing = 0;
  JoinSurroundings around;
  around.input = [](const std::string&, std::string_view written) {
    return std::optional(std::string(written.substr(0, written.find('#'))));
  };
  around.report = [&](const Diagnostic& diagnostic, const dk_doc&, std::uint32_t) {
    missing += diagnostic.code == "link.missing";
  };
  const Result<Block> joined = join(empty_document(), members, {}, around);
  INFO("seed " << seed << ": " << (joined ? "" : joined.problem().message));
  REQUIRE(joined);
  return {*joined, std::move(blocks), missing};
}

std::vector<Node> divisions_of(const Block& block) {
  std::vector<Node> divisions;
  for (const Node division : block.document().body().children()) divisions.push_back(division);
  return divisions;
}

// All but the strings that a join may change, and references, which have a test of their own.
std::string skeleton(const Node& node) {
  std::string text = fmt::format("{} {} '{}'", node.kind_name(), node.subtree(), node.text());
  for (const Attribute attribute : node.attributes())
    if (attribute.key() != Key::id && attribute.key() != Key::url && attribute.type() != DK_A_NODE)
      text += fmt::format(" {}", attribute.name());
  return text + (node.span() ? fmt::format(" @{}-{}", node.span()->begin, node.span()->end) : "");
}

std::uint64_t each_seed(const std::function<void(std::uint64_t)>& test) {
  for (std::uint64_t seed = 0; seed < 300; ++seed) test(seed);
  return 300;
}

}  // namespace

TEST_CASE("a join of random documents is sound and canonical, and holds every node of each") {
  each_seed([](std::uint64_t seed) {
    const Joined joined = join_random(seed);
    INFO("seed " << seed);
    CHECK(check_document(joined.block.doc()));
    CHECK(canonical(joined.block).bytes() == joined.block.bytes());
    const std::vector<Node> divisions = divisions_of(joined.block);
    REQUIRE(divisions.size() == joined.members.size());
    for (std::size_t k = 0; k < divisions.size(); ++k) {
      const Document member = joined.members[k].document();
      const std::uint32_t content = member.body().subtree() - 1, heading = divisions[k].subtree() - 1 - content;
      for (std::uint32_t i = 1; i <= content; ++i) {
        const Node before = member.node(member.body().index() + i);
        REQUIRE(skeleton(joined.block.document().node(divisions[k].index() + heading + i)) == skeleton(before));
      }
    }
  });
}

TEST_CASE("in a join every identifier is there once, and every link leads where it led") {
  std::uint64_t followed = 0, missing = 0;
  each_seed([&](std::uint64_t seed) {
    const Joined joined = join_random(seed);
    INFO("seed " << seed);
    std::map<std::string, std::string> came_from, first;  // by identifier, what it was; and the other way round
    const Document document = joined.block.document();
    for (std::uint32_t i = 0; i < document.size(); ++i) {
      const Node node = document.node(i);
      if (node.id().empty()) continue;
      CHECK(came_from.emplace(node.id(), node.classes()).second);
      first.emplace(node.classes(), node.id());
    }
    const std::vector<Node> divisions = divisions_of(joined.block);
    std::uint64_t to_division = 0;
    for (const Node link : document.nodes(Kind::link)) {
      if (link.index() < document.body().index()) continue;  // of metadata
      const std::string_view url = link.string(Key::url);
      ++followed;
      REQUIRE(url.starts_with('#'));
      REQUIRE(came_from.count(std::string(url.substr(1))) == 1);
      const std::string meant(link.classes());  // "member:id"
      const auto member = static_cast<std::size_t>(meant[0] - '0');
      if (first.count(meant) != 0) {
        CHECK(came_from[std::string(url.substr(1))] == meant);
      } else {
        CHECK(url.substr(1) == divisions[member].id());
        ++to_division;
      }
    }
    CHECK(to_division <= joined.missing);  // of those in metadata, too
    missing += joined.missing;
  });
  CHECK(followed > 1000);
  CHECK(missing > 100);
}

TEST_CASE("references follow their nodes into a join") {
  std::uint64_t references = 0;
  each_seed([&](std::uint64_t seed) {
    const Joined joined = join_random(seed);
    const std::vector<Node> divisions = divisions_of(joined.block);
    for (std::size_t k = 0; k < divisions.size(); ++k) {
      const Document member = joined.members[k].document();
      const std::uint32_t offset = divisions[k].end() - member.body().end();
      for (std::uint32_t i = member.body().index() + 1; i < member.body().end(); ++i) {
        const auto before = member.node(i).find(Key::target),
                   after = joined.block.document().node(i + offset).find(Key::target);
        if (!before || before->type() != DK_A_NODE || before->index() <= member.body().index()) continue;
        INFO("seed " << seed);
        REQUIRE(after);
        CHECK(after->index() == before->index() + offset);
        ++references;
      }
    }
  });
  CHECK(references > 100);
}
